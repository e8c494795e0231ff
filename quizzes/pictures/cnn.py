"""The layers of a convolutional network as solids in rows, each with its name and size below it."""

import math
from dataclasses import dataclass

from quizzes.pictures.shapes import SMALL, Drawing, Edge, Face, Point, Shape, Text, words
from solvers.pictures import CnnPicture
from solvers.pictures.data import Block
from solvers.pictures.sentences import size_text

MARGIN = 4.0
ARROW = 24.0
TALLEST, LOWEST = 58.0, 14.0
THINNEST, THICKEST = 8.0, 28.0
SLOPE = 0.3  # how far a solid runs back, of its height
LINE = 16.0
ROLES = {
    "INPUT": "input", "CONV": "conv", "POOL": "pool", "AVGPOOL": "pool", "GAP": "pool",
    "FC": "flat", "FLATTEN": "flat",
}  # fmt: skip
SHRINK = {"CONV": 0.9, "POOL": 0.62, "AVGPOOL": 0.62, "GAP": 0.3}


@dataclass(frozen=True)
class Solid:
    """A block as it is drawn: the face's width and height, how far it runs back, and its lines of text."""

    role: str
    face: Point
    back: float
    lines: tuple[Text, ...]

    @property
    def width(self) -> float:
        """Of the solid or of its texts, whichever is larger."""
        return max([self.face[0] + self.back + 10, *(line.width for line in self.lines)])


def draw(picture: CnnPicture, width: float) -> Drawing:
    """The drawing of a network's layers, in rows as wide as given."""
    sizes = _true_sizes(picture.blocks) if picture.sized else _plain_sizes(picture.blocks)
    solids = [_solid(block, *size) for block, size in zip(picture.blocks, sizes, strict=True)]
    rows = _rows(solids, width - 2 * MARGIN)
    shapes: list[Shape] = []
    y = MARGIN
    widest = 0.0
    for number, row in enumerate(rows):
        x = MARGIN
        tall = max(solid.face[1] + solid.back for solid in row)
        for index, solid in enumerate(row):
            if number or index:
                level = y + tall - TALLEST / 2 if tall > TALLEST else y + tall / 2
                shapes.append(Edge(((x + 3, level), (x + ARROW - 4, level)), arrow=True))
                x += ARROW
            shapes.extend(_placed(solid, x + solid.width / 2, y + tall / 2, y + tall))
            x += solid.width
        widest = max(widest, x)
        y += tall + LINE * max(len(solid.lines) for solid in row) + 18
    return Drawing(widest + MARGIN, y - 10, tuple(shapes))


def _rows(solids: list[Solid], width: float) -> list[list[Solid]]:
    """As many in a row as have room, an arrow before each but the first of all."""
    rows: list[list[Solid]] = [[]]
    used = 0.0
    for index, solid in enumerate(solids):
        need = solid.width + (ARROW if index else 0)
        if rows[-1] and used + need > width:
            rows.append([])
            used = 0.0
        rows[-1].append(solid)
        used += need
    return rows


def _true_sizes(blocks: tuple[Block, ...]) -> list[tuple[float, float]]:
    """Height and thickness of each solid, by the size of its map: pictures of known sizes only.

    An author may try numbers with which a size is 0 or less: it is drawn as 1.
    """
    sizes = [tuple(max(1, side) for side in block.size) for block in blocks]
    most_side = max((max(size[:2]) for size in sizes if len(size) == 3), default=1)
    most_depth = max((size[2] for size in sizes if len(size) == 3), default=1)
    most_numbers = max((size[0] for size in sizes if len(size) == 1), default=1)
    found = []
    for size in sizes:
        if len(size) == 3:
            share = math.log1p(size[2]) / math.log1p(most_depth)
            height = max(LOWEST, TALLEST * (max(size[:2]) / most_side) ** 0.7)
            found.append((height, THINNEST + (THICKEST - THINNEST) * share**2))
        else:
            share = math.log1p(size[0]) / math.log1p(most_numbers)
            found.append((max(LOWEST, TALLEST * share), 0.0))
    return found


def _plain_sizes(blocks: tuple[Block, ...]) -> list[tuple[float, float]]:
    """The same by the layers' kinds alone, so that the drawing tells nothing of sizes."""
    height, thickness = TALLEST, THINNEST
    flat = len(blocks[0].size) == 1
    bars = [index for index, block in enumerate(blocks) if ROLES.get(block.word) == "flat"]
    found = []
    for index, block in enumerate(blocks):
        flat = flat or ROLES.get(block.word) == "flat"
        if flat:
            found.append((TALLEST * (0.6 if bars and index >= bars[-1] else 0.9), 0.0))
            continue
        height = max(LOWEST, height * SHRINK.get(block.word, 1.0))
        thickness = min(THICKEST, thickness + 8) if block.word == "CONV" else thickness
        found.append((height, thickness))
    return found


def _solid(block: Block, height: float, thickness: float) -> Solid:
    """A solid; one without thickness is a bar of neurons."""
    lines = [Text((0, 0), words(block.name), "name", font=SMALL)]
    lines += [Text((0, 0), words(option), "note", font=SMALL) for option in block.options]
    if block.size:
        lines.append(Text((0, 0), words(size_text(block.size)), "size", font=SMALL))
    role = ROLES.get(block.word, "other")
    if not thickness:
        return Solid(role, (THINNEST, height), 4.0, tuple(lines))
    return Solid(role, (thickness, height), SLOPE * height, tuple(lines))


def _placed(solid: Solid, x: float, y: float, bottom: float) -> list[Shape]:
    """Three faces around a centre, and the lines below."""
    width, height = solid.face
    back = solid.back
    left, low = x - (width + back) / 2, y + (height + back) / 2
    right, high = left + width, low - height
    shapes: list[Shape] = [
        Face(((left, low), (right, low), (right, high), (left, high)), f"face face-{solid.role}"),
        Face(
            ((left, high), (left + back, high - back), (right + back, high - back), (right, high)),
            f"face side side-{solid.role}",
        ),
        Face(
            ((right, low), (right + back, low - back), (right + back, high - back), (right, high)),
            f"face side side-{solid.role}",
        ),
    ]
    for number, line in enumerate(solid.lines, start=1):
        shapes.append(Text((x, bottom + LINE * number + 2), line.parts, line.role, font=line.font))
    return shapes
