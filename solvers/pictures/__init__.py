"""Pictures: what a `show` line draws, as plain data."""

from solvers.pictures.data import (
    CnnPicture,
    ConvolutionPicture,
    CurvePicture,
    NetworkPicture,
    NeuronPicture,
    Picture,
)
from solvers.pictures.draw import pictures_of, question_pictures_of

__all__ = [
    "CnnPicture",
    "ConvolutionPicture",
    "CurvePicture",
    "NetworkPicture",
    "NeuronPicture",
    "Picture",
    "pictures_of",
    "question_pictures_of",
]
