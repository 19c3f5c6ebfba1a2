"""Home page, standard pages, navigation, settings, contact messages, the sample site."""
