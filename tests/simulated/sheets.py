"""All shipped problems: how each is worked by hand, and the slips that are made in it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.simulated import choices, neurons, sizes, tables, updates
from tests.simulated.hand import Givens, Hand, Slip


@dataclass(frozen=True)
class Sheet:
    """One problem: `work` writes the answers. What a choice shows is told by its options' own words."""

    work: Callable[[Givens, Hand], None]
    slips: tuple[Slip, ...]
    is_choice: bool = False

    def written(self, givens: Givens, hand: Hand) -> dict[str, str]:
        """The texts that a student types."""
        self.work(givens, hand)
        return hand.texts


SHEETS = {
    "batch-normalisation-counts": Sheet(tables.batch_normalisation, tables.BATCH_NORMALISATION),
    "cnn-table-cifar-10": Sheet(tables.cifar, tables.TABLE),
    "cnn-table-mnist": Sheet(tables.mnist, tables.TABLE),
    "comparing-networks": Sheet(tables.comparing, tables.COMPARING),
    "convolution-output": Sheet(sizes.convolution_output, sizes.CONVOLUTION_OUTPUT),
    "learning-rate": Sheet(updates.learning_rate, updates.LEARNING_RATE),
    "medical-diagnosis": Sheet(neurons.medical_diagnosis, neurons.MEDICAL_DIAGNOSIS),
    "network-2-2-1": Sheet(neurons.network, neurons.NETWORK),
    "relu-output-layer": Sheet(choices.relu_output, choices.RELU_OUTPUT, is_choice=True),
    "sigmoid-neuron": Sheet(neurons.sigmoid_neuron, neurons.SIGMOID_NEURON),
    "squashed-gaussian": Sheet(neurons.squashed_gaussian, neurons.SQUASHED_GAUSSIAN),
    "trained-or-not": Sheet(choices.trained_or_not, choices.TRAINED_OR_NOT, is_choice=True),
}
