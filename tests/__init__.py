"""What is tested from outside the rooms: the house itself, and stories in a real browser."""
