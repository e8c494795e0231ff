"""How long a browser may keep a page."""

from django.views.decorators.cache import cache_control

# Asked for anew each time, but not "no-store": with that, browsers empty the boxes on Back and on reload.
always_asked = cache_control(private=True, no_cache=True)
