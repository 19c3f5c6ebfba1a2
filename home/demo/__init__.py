"""The sample site: its texts, its pictures, and what loads and removes them."""
