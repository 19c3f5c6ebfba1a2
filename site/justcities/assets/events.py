"""What other apps may listen to, beside Wagtail's ``document_served`` (a file is handed out)."""

from django.dispatch import Signal

# Sent after a document's file was read and the reading is stored; arguments: document, reading.
document_read = Signal()
