"""python -m home.demo.draw OUT_FOLDER [KEY …]"""

import sys

from . import draw_all

if len(sys.argv) < 2:
    sys.exit(__doc__)
for _key, _size in draw_all(sys.argv[1], sys.argv[2:]):
    pass
