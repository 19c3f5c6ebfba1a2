"""The asynchronous server's way in. ``site/`` has to be on PYTHONPATH; the root is added here."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "justcities.settings.production")

from django.core.asgi import get_asgi_application

application = get_asgi_application()
