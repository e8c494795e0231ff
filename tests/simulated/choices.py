"""Choices, ticked by hand: what is thought shows in the option, whose own text explains it."""

from tests.simulated.hand import Givens, Hand, Slip

TRAINED = frozenset({1, 2, 3, 4, 5, 6, 7, 8})


def relu_output(g: Givens, hand: Hand) -> None:
    """The output of ReLU."""
    option = "1" if g["x"] < 0 else "2"
    if hand.makes("activation skipped") or hand.makes("sign ignored"):
        option = "2"
    if hand.makes("all taken for negative") or hand.makes("ReLU taken for a step"):
        option = "1"
    if hand.makes("ReLU taken for a sigmoid") or hand.makes("bounded by 1"):
        option = "3"
    hand.text("choice", option)


# Each wrong option can be reached in more than one way, so that none has a name.
RELU_OUTPUT = (
    Slip("activation skipped", (("skipped",),)),
    Slip("sign ignored", (("sign",),)),
    Slip("all taken for negative", (("negative",),)),
    Slip("ReLU taken for a step", (("step",),)),
    Slip("ReLU taken for a sigmoid", (("sigmoid",),)),
    Slip("bounded by 1", (("bounded",),)),
)

BELIEFS = {
    "statistics counted as trainable": {9, 10},
    "hyperparameters counted": {13, 14, 15, 17, 18},
    "parameters in pooling": {11, 12},
    "frozen layers counted": {16},
    "biases left out": {2, 4},
    "scale and shift left out": {5, 6},
    "first convolution left out": {8},
}


def trained_or_not(g: Givens, hand: Hand) -> None:
    """The ticked ones of six; a wrong belief turns its options over."""
    turned = BELIEFS.get(hand.slip, set())
    hand.text("trained", ",".join(str(item) for item in sorted(g["trained"]) if item in TRAINED ^ turned))


TRAINED_OR_NOT = tuple(Slip(belief, ((belief,),)) for belief in BELIEFS)
