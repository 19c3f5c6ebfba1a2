"""The resource library: records, files, collections, import and export."""
