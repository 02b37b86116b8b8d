"""`Person`, sign-in, language, time zone; what every form shares: row versions and the `once` key."""
