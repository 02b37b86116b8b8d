"""Announcements, applications, candidates and their intake; proposals and invitations will follow."""
