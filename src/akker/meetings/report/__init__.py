"""What pages, mails and files of meetings say, gathered: one file per subject."""
