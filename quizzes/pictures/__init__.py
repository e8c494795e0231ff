"""How pictures look: from plain data to shapes with coordinates, which a template turns into SVG."""

from quizzes.pictures import cnn, convolution, network, neuron, plot
from quizzes.pictures.shapes import BROAD, NARROW, Drawing
from solvers.pictures import (
    CnnPicture,
    ConvolutionPicture,
    CurvePicture,
    NetworkPicture,
    NeuronPicture,
    Picture,
)


def drawings(picture: Picture) -> tuple[Drawing, ...]:
    """The drawing of a picture; two, the broad one first, where a phone needs another one."""
    match picture:
        case NeuronPicture():
            return (neuron.draw(picture),)
        case NetworkPicture():
            return (network.draw(picture),)
        case CurvePicture():
            return (plot.draw(picture),)
        case ConvolutionPicture():
            return (convolution.draw(picture),)
        case CnnPicture():
            broad = cnn.draw(picture, BROAD)
            return (broad, cnn.draw(picture, NARROW)) if broad.scrolls else (broad,)
        case _:
            raise TypeError(f"{type(picture).__name__} has no drawing")
