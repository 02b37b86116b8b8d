"""Outgoing mail: queue, log, preferences, schedules; `Ask`, the one noun behind Now and personal links; the worker."""
