#!/usr/bin/env python3
"""learn.py kind [--without SET] [--write FILE]: finds from the labelled letters of this directory how
much each sign speaks for a kind of letter (src/format/kind-signs.h), and says how many letters of the
sets kept apart would be told right. --write makes the table of weights (src/format/*.weights).
Logistic regression by stochastic gradients with a small L2 penalty; always the same for the same
letters. $SIGNS is tests/judgement/print-signs of the build."""
import argparse
import collections
import math
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import office  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LEARNED = ("dev", "held", "late", "fresh", "last", "more", "machine", "east")
APART = ("blind",)  # never learned from
KINDS = ("personal", "automatic", "bulk")
ONE = 16            # of a weight, KT_WEIGHT_ONE
SEEN_IN = 2         # senders whose letters have a sign that is learned


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ")


def signs_of(lines):
    """The signs of each line of input, by the program itself."""
    if not lines:
        return []
    result = subprocess.run([os.environ["SIGNS"]], input="\n".join(lines) + "\n", capture_output=True,
                            text=True, check=True)
    return [sorted(set(line.split())) for line in result.stdout.split("\n")[:-1]]


def kind_examples(sets):
    """(label, signs, sender) of letters that came in."""
    lines, labels = [], []
    for name in sets:
        for block in office.parse(HERE, name).blocks:
            for nth, letter in enumerate(block.letters):
                if letter.out or letter.kind not in KINDS:
                    continue
                fields = (letter.address, letter.name, letter.subject, "1" if nth else "0", letter.text)
                lines.append("\t".join(("kind",) + tuple(escape(field) for field in fields)))
                labels.append((letter.kind, letter.address))
    return [(kind, signs, sender) for (kind, sender), signs in zip(labels, signs_of(lines))]


class Weights:
    """Of one class against the rest, by Adagrad."""

    def __init__(self, examples, label, epochs=40, penalty=1e-4, rate=0.3):
        self.weight, self.bias = collections.defaultdict(float), 0.0
        squares, bias_squares = collections.defaultdict(lambda: 1e-6), 1e-6
        dice, order = random.Random(label), list(range(len(examples)))
        for _ in range(epochs):
            dice.shuffle(order)
            for at in order:
                wanted, signs, _ = examples[at]
                scale = 1 / math.sqrt(len(signs) + 1)
                off = 1 / (1 + math.exp(-max(-30, min(30, self.speaks(signs))))) - (wanted == label)
                for sign in signs:
                    slope = off * scale + penalty * self.weight[sign]
                    squares[sign] += slope * slope
                    self.weight[sign] -= rate * slope / math.sqrt(squares[sign])
                bias_squares += off * off
                self.bias -= rate * off / math.sqrt(bias_squares)

    def speaks(self, signs):
        return self.bias + sum(self.weight[sign] for sign in signs) / math.sqrt(len(signs) + 1)


def only_common(examples, known):
    return [(label, [sign for sign in signs if sign in known], sender) for label, signs, sender in examples]


def common_signs(examples):
    """What two senders have in common."""
    pairs = {(sign, sender) for _, signs, sender in examples for sign in signs}
    count = collections.Counter(sign for sign, _ in pairs)
    return {sign for sign, n in count.items() if n >= SEEN_IN}


def learn(examples, classes):
    return {label: Weights(examples, label) for label in classes}


def worth_keeping(models, known, least):
    """Signs that weigh something for some class: a smaller table says the same."""
    return {sign for sign in known
            if max(abs(model.weight[sign]) for model in models.values()) >= least}


def judge(models, signs):
    return max(models, key=lambda label: models[label].speaks(signs))


def report(models, examples, name):
    wrong = collections.Counter((label, judge(models, signs)) for label, signs, _ in examples)
    right = sum(n for (label, said), n in wrong.items() if label == said)
    print(f"{name}: {right} of {len(examples)} right ({right / len(examples):.4f})", file=sys.stderr)
    for (label, said), n in sorted(wrong.items()):
        if label != said:
            print(f"  {label}, said {said}: {n}", file=sys.stderr)


def table(models, known, classes):
    """Lines "SIGN WEIGHT WEIGHT WEIGHT", first the bias."""
    rows = [("bias", [models[label].bias for label in classes])]
    rows += [(sign, [models[label].weight[sign] for label in classes]) for sign in sorted(known)]
    return "".join(sign + "".join(f" {round(weight * ONE)}" for weight in weights) + "\n"
                   for sign, weights in rows)


def main():
    parser = argparse.ArgumentParser(prog="learn.py")
    parser.add_argument("what", choices=("kind",))
    parser.add_argument("--without", metavar="SET", default=None, help="keep this one apart too")
    parser.add_argument("--write", metavar="FILE")
    parser.add_argument("--least", type=float, default=0.05)
    arguments = parser.parse_args()
    sets = [name for name in LEARNED if name != arguments.without]
    examples = kind_examples(sets)
    known = common_signs(examples)
    models = learn(only_common(examples, known), KINDS)
    known = worth_keeping(models, known, arguments.least)
    models = learn(only_common(examples, known), KINDS)
    report(models, only_common(examples, known), "learned from")
    for name in APART + ((arguments.without,) if arguments.without else ()):
        apart = kind_examples([name])
        if apart:
            report(models, only_common(apart, known), name)
    print(f"{len(known)} signs", file=sys.stderr)
    if arguments.write:
        with open(arguments.write, "w", encoding="utf-8") as file:
            file.write(table(models, known, KINDS))


if __name__ == "__main__":
    main()
