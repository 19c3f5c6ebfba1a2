"""The project: settings, addresses and what every app stands on."""
