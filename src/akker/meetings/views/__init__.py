"""The pages of meetings: `meeting`, `answer`, `invitation` and `poll` for the dates."""
