"""The bounds that keep any text, however hostile, small and quick to deal with."""

MAX_PROGRAM = 20_000  # characters
MAX_LINES = 400  # statements of a program
MAX_NESTING = 40  # brackets or operators inside one another
MAX_DEPTH = 60  # levels of the checked tree, own functions put in
MAX_NODES = 6_000  # nodes of the checked tree, own functions put in
MAX_ELEMENTS = 4_096  # numbers in one value
MAX_TEXT = 2_000  # characters of one string
MAX_NUMBER = 10**15  # size of a number written in a program
MAX_EXPONENT = 64  # a whole-number exponent
MAX_NAME = 40  # characters of a name
MAX_PARAMETERS = 8  # of an own function
MAX_OPTIONS = 60  # options of a choice group
MAX_NUMBERS = 32_768  # numbers in all values of a program together
MAX_DEFINITIONS = 1_000  # values of a program, a network's cells included
MAX_PRINTED = 10_000  # numbers that the placeholders of one text print
MAX_FIELDS = 400  # values that are asked
MAX_BAND_PAIRS = 600  # pairs of an answer and a step that it builds on
MAX_BAND_WORK = 1_000_000  # numbers computed for the bands of one variant
MAX_MISTAKES = 60  # mistakes that a problem names
MAX_PICTURES = 12  # pictures of a problem
MAX_DRAWN = 400  # numbers of one value in a picture
MAX_DRAWN_LAYERS = 10  # layers of a drawn network of neurons
MAX_MARKS = 12  # points on a drawn curve
MAX_CURVE_WORK = 500  # numbers in the body of a function whose curve is drawn
MAX_COST = 200_000  # multiplications of one variant
