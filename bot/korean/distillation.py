"""Distillation: a static Korean model that puts a Korean text where the teacher puts its English counterpart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers
from torch.nn import functional

if TYPE_CHECKING:
    from bot.embedder import Vectors

PIECES = 13_000
"""Pieces of the vocabulary: more leave rare ones unlearned, fewer tear words apart (see docs/retrieval.md)."""
LONGEST_PIECE = 8
UNKNOWN = "[UNK]"
ROUNDS = 15
BATCH = 1024
RATE = 0.02
"""Learning rate of Adam, falling to a fiftieth in a straight line."""
TEMPERATURE = 0.05
NEARNESS = 10.0
"""Weight of the distance to the teacher's vector beside the choice among the batch."""
DROPPED = 0.15
"""Share of the pieces of a text that a round leaves out, so that no piece is relied on alone."""
SEED = 1


def tokenizer(texts: Iterable[str]) -> Tokenizer:
    """A unigram tokenizer of Korean words (Kudo 2018), which divides them into stems and endings."""
    made = Tokenizer(models.Unigram())
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])
    word = Regex(r"[가-힣]+|[a-z]+|[0-9]|[^\s가-힣a-z0-9]")
    made.pre_tokenizer = pre_tokenizers.Split(word, "removed", invert=True)
    made.train_from_iterator(
        texts,
        trainers.UnigramTrainer(
            vocab_size=PIECES,
            special_tokens=[UNKNOWN],
            unk_token=UNKNOWN,
            max_piece_length=LONGEST_PIECE,
            show_progress=False,
        ),
    )
    return made


def distil(
    texts: Sequence[str],
    weights: Sequence[int],
    teacher: Vectors,
    made: Tokenizer,
    on_round: Callable[[int, int], None],
) -> Vectors:
    """The rows of the model, one a piece: the mean of a text's rows points where its row of ``teacher`` does.

    Each text of a batch is to choose its own counterpart among all of the batch (cross-entropy over cosines), and to
    lie near it. ``weights`` tells how often each text is seen in a round; ``on_round`` hears of each.
    """
    random.seed(SEED)
    torch.manual_seed(SEED)
    pieces = [one.ids or [0] for one in made.encode_batch(list(texts), add_special_tokens=False)]
    goals = functional.normalize(torch.from_numpy(teacher))
    rows = torch.nn.EmbeddingBag(made.get_vocab_size(), goals.shape[1], mode="mean", sparse=True)
    torch.nn.init.normal_(rows.weight, std=0.02)
    optimizer = torch.optim.SparseAdam(list(rows.parameters()), lr=RATE, betas=(0.9, 0.99))
    order = [at for at, weight in enumerate(weights) for _ in range(weight)]
    steps, step = ROUNDS * (len(order) // BATCH), 0
    for done in range(1, ROUNDS + 1):
        random.shuffle(order)
        for batch in _batches(order):
            step += 1
            optimizer.param_groups[0]["lr"] = RATE * max(0.02, 1 - step / steps)
            found = functional.normalize(rows(*_flat([pieces[at] for at in batch])))
            wanted = goals[batch]
            choice = functional.cross_entropy(found @ wanted.T / TEMPERATURE, torch.arange(len(batch)))
            loss = choice + NEARNESS * (1 - (found * wanted).sum(dim=1)).mean()
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()  # type: ignore[no-untyped-call]
        on_round(done, ROUNDS)
    vectors: Vectors = rows.weight.detach().numpy()
    vectors[made.token_to_id(UNKNOWN)] = 0.0  # what is not known points nowhere
    return vectors


def _batches(order: Sequence[int]) -> Iterator[list[int]]:
    for start in range(0, len(order) - BATCH + 1, BATCH):
        yield list(order[start : start + BATCH])


def _flat(texts: Sequence[Sequence[int]]) -> tuple[Any, Any]:
    """The pieces of all texts in a row, less those that are dropped, and where each text begins."""
    flat: list[int] = []
    begins = []
    for text in texts:
        begins.append(len(flat))
        flat += [piece for piece in text if random.random() >= DROPPED] or text[:1]
    return torch.tensor(flat), torch.tensor(begins)
