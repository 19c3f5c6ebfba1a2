"""What every page and app stands on. Imports nothing of ours."""
