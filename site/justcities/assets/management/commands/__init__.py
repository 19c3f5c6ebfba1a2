"""The command that reads documents."""
