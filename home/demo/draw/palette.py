"""The colours of every picture. Terracotta is kept for what changed, teal for water."""

PAPER = "#efe9dc"
WHITE = "#faf6ec"
SAND = "#e2d9c5"
DUNE = "#d0c5ad"
STONE = "#b2a994"
GREY = "#8a8678"
SLATE = "#55605c"
INK_2 = "#33413f"
INK = "#1c2928"
NIGHT = "#131c1d"

TERRA = "#b5472a"
TERRA_DARK = "#8a3620"
TERRA_PALE = "#dd9a7f"

TEAL = "#0c5b5b"
TEAL_MID = "#5f958f"
TEAL_PALE = "#a9c5be"
TEAL_MIST = "#cfdcd3"

SKIN = ("#2b2320", "#463229", "#6e5142", "#8b6a55")
CLOTHES = (INK, SLATE, GREY, STONE, DUNE, WHITE, INK_2)
