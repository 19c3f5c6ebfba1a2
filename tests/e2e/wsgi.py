"""The production application, with uploaded files served as the proxy of a real server would."""

from django.conf import settings
from whitenoise import WhiteNoise

from justcities.wsgi import application as site

application = WhiteNoise(site, autorefresh=True)
application.add_files(settings.MEDIA_ROOT, prefix=settings.MEDIA_URL)
