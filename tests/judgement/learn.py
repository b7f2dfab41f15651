#!/usr/bin/env python3
"""learn.py kind|acts [--without SET] [--write DIRECTORY]: finds from the labelled letters of this
directory how much each sign speaks for a kind of letter (src/format/kind-signs.h) or for what a
sentence does (src/format/act-signs.h), and says how many letters of sets kept apart would be told
right. --write makes the tables of weights (src/format/*.weights). $BUILD is the build directory, whose
tests/judgement/print-signs and find-weights do the work; the same letters give the same weights.

What sentences do is learned from acts/LANG.txt, a sentence a line after what it does, from
acts/LANG.letters, whole letters of such sentences, and from the sets of letters, whose labels leave
only some deeds for their sentences: a letter that wants nothing neither asks nor promises."""
import argparse
import collections
import glob
import math
import os
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import office  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LEARNED = ("dev", "held", "late", "fresh", "last", "more", "machine", "east", "offices")
APART = ("blind", "unseen")  # never learned from
KINDS = ("personal", "automatic", "bulk")
ACTS = ("ask", "promise", "trouble", "close", "tell")
WANTS = ("ask", "promise", "nothing")
ASKS_FROM, PROMISES_FROM, LIKELY_MIN = 0.0, -1.25, 1e-4  # as in src/format/judgement.c
ONE = 16            # of a weight, KT_WEIGHT_ONE
SENDERS = 2         # whose letters have a sign of kinds that is learned
SEEN_IN = 6         # sentences, or letters, that have one of acts
FOLDS = 4           # parts of the letters, each judged with what the others taught
NEWEST = {("owed", False): "ask", ("awaiting", True): "ask",  # (label, mine): what the newest does
          ("owed", True): "promise", ("awaiting", False): "promise"}


def escape(text):
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", " ")


def run(program, lines, *words):
    path = os.path.join(os.environ["BUILD"], "tests", "judgement", program)
    result = subprocess.run([path, *words], input="".join(line + "\n" for line in lines),
                            capture_output=True, text=True, check=True)
    return result.stdout


class Weights:
    """A table, as src/format/weights.c reads it."""

    def __init__(self, examples, classes, seen_in, least):
        """examples: (class, signs); seen_in: of how many a sign must be"""
        lines = (f"{label}\t{' '.join(signs)}" for label, signs in examples)
        self.classes, self.rows = classes, {}
        self.table = run("find-weights", lines, ",".join(classes), str(seen_in), str(least))
        for line in self.table.splitlines():
            sign, *weights = line.split(" ")
            self.rows[sign] = [int(weight) for weight in weights]

    def likely(self, signs):
        known = [self.rows[sign] for sign in signs if sign in self.rows]
        scale = 1 / math.sqrt(len(signs) + 1)
        speaks = [(sum(row[i] for row in known) * scale + bias) / ONE for i, bias in enumerate(self.rows["bias"])]
        parts = [math.exp(one - max(speaks)) for one in speaks]
        return [part / sum(parts) for part in parts]

    def judge(self, signs):
        likely = self.likely(signs)
        return self.classes[likely.index(max(likely))]

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.table)


# --- kinds ---

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
    signs = [sorted(set(line.split())) for line in run("print-signs", lines).split("\n")[:-1]]
    return [(kind, some, sender) for (kind, sender), some in zip(labels, signs)]


def common_signs(examples):
    """What two senders have in common."""
    pairs = {(sign, sender) for _, signs, sender in examples for sign in signs}
    count = collections.Counter(sign for sign, _ in pairs)
    return {sign for sign, n in count.items() if n >= SENDERS}


def only(examples, known):
    return [(label, [sign for sign in signs if sign in known]) for label, signs, _ in examples]


def report_kinds(weights, examples, name):
    wrong = collections.Counter((label, weights.judge(signs)) for label, signs in examples)
    right = sum(n for (label, said), n in wrong.items() if label == said)
    print(f"{name}: {right} of {len(examples)} right ({right / max(len(examples), 1):.4f})", file=sys.stderr)
    for (label, said), n in sorted(wrong.items()):
        if label != said:
            print(f"  {label}, said {said}: {n}", file=sys.stderr)


def learn_kinds(sets, apart, least):
    examples = kind_examples(sets)
    known = common_signs(examples)
    weights = Weights(only(examples, known), KINDS, 1, least)
    known &= set(weights.rows)
    report_kinds(weights, only(examples, known), "learned from")
    for name in apart:
        report_kinds(weights, only(kind_examples([name]), known), name)
    return {"kind": weights}


# --- what sentences do ---

class Letter:
    """The newest letter of a thread: what it does, its sentences, and what each does where known."""

    def __init__(self, wants, language, mine=False):
        self.wants, self.language, self.mine, self.acts, self.texts, self.signs = wants, language, mine, [], [], []


def read_labelled(path):
    """The letters of a file; sentences that stand alone make a letter of which nothing is known."""
    letter, letters = None, []
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.startswith("= "):
                _, label, way = line.split()
                letter = Letter(NEWEST.get((label, way == "out"), "nothing"), os.path.basename(path)[:2], way == "out")
                letters.append(letter)
            elif line:
                act, text = line.split("\t")
                if letter is None or letter.wants is None:
                    letter = Letter(None, os.path.basename(path)[:2])
                    letters.append(letter)
                letter.acts.append(act)
                letter.texts.append(text)
    return letters


def add_signs(letters):
    """Of each labelled text, all signs; where there is one text for a letter, of each sentence."""
    texts = [text for letter in letters for text in letter.texts]
    found = run("print-signs", ["acts\t" + escape(text) for text in texts]).split("\n\n")[:-1]
    found = iter([[line.split("\t")[0].split() for line in signs.split("\n") if line] for signs in found])
    for letter in letters:
        for _ in letter.texts:
            sentences = next(found)
            if letter.acts:
                letter.signs.append(sorted({sign for signs in sentences for sign in signs}))
            else:
                letter.signs += [sorted(set(signs)) for signs in sentences]


def newest_letters(name):
    """Of a set, what a person wrote last in each thread; of their sentences nothing is known."""
    letters = []
    for block in office.parse(HERE, name).blocks:
        ours = [letter for letter in block.letters if letter.kind in ("personal", "bounce")]
        if ours and not ours[-1].option("cc"):
            letter = Letter(NEWEST.get((block.label, ours[-1].out), "nothing"), block.language, ours[-1].out)
            letter.texts = [ours[-1].text]
            letters.append(letter)
    add_signs(letters)
    return letters


def left_acts(weights, letter):
    """The likeliest acts of the sentences that what is known of the letter leaves."""
    all_likely = [weights.likely(signs) for signs in letter.signs]
    acts = []
    for likely in all_likely:
        left = list(likely)
        if letter.wants in ("nothing", "promise"):
            left[0] = left[2] = 0
        if letter.wants == "nothing":
            left[1] = 0
        acts.append(left.index(max(left)))
    most = {"ask": lambda likely: likely[0] + likely[2], "promise": lambda likely: likely[1]}.get(letter.wants)
    fitting = {"ask": (0, 2), "promise": (1,)}.get(letter.wants)
    if fitting and acts and not any(act in fitting for act in acts):
        at = max(range(len(acts)), key=lambda i: most(all_likely[i]))
        acts[at] = 0 if letter.wants == "ask" and all_likely[at][0] >= all_likely[at][2] else fitting[-1]
    return [ACTS[act] for act in acts]


def examples_of(letters):
    return [pair for letter in letters for pair in zip(letter.acts, letter.signs)]


def single_signs(letter):
    """By which the whole letter is weighed, as src/format/acts.c does."""
    return sorted({sign for signs in letter.signs for sign in signs if "_" not in sign or sign[0] == "@"})


def log_odds(likely):
    return math.log(max(likely, LIKELY_MIN) / max(1 - likely, LIKELY_MIN))


def odds(weights, letter):
    """How much speaks for its asking, and for its promising."""
    no_want = no_promise = 1
    for signs in letter.signs:
        likely = weights["act"].likely(signs)
        no_want *= 1 - likely[0] - likely[2]
        no_promise *= 1 - likely[1]
    whole = weights["want"].likely(single_signs(letter))
    return log_odds(1 - no_want) + log_odds(whole[0]), log_odds(1 - no_promise) + log_odds(whole[1])


def said(found, asks_from=ASKS_FROM, promises_from=PROMISES_FROM):
    """As src/format/judgement.c concludes."""
    if found[0] >= asks_from:
        return "ask"
    return "promise" if found[1] >= promises_from else "nothing"


def f1(pairs):
    """pairs: (true, said)"""
    right = sum(true == one for true, one in pairs if true != "nothing")
    wrong = sum((true != "nothing") + (one != "nothing") for true, one in pairs if true != one)
    return 2 * right / max(2 * right + wrong, 1)


def report_acts(rows, name):
    """rows: (letter, odds)"""
    by_language = collections.defaultdict(list)
    for letter, found in rows:
        by_language[letter.language].append((letter.wants, said(found)))
    pairs = [pair for some in by_language.values() for pair in some]
    parts = "  ".join(f"{language} {f1(some):.3f}" for language, some in sorted(by_language.items()))
    print(f"{name}: F1 of {len(pairs)} newest letters {f1(pairs):.3f}   {parts}", file=sys.stderr)


def learn_from(known, sentences, least):
    """Both tables: of sentences, and of letters whose want is known."""
    return {"act": Weights(examples_of(sentences + known), ACTS, SEEN_IN, least),
            "want": Weights([(letter.wants, single_signs(letter)) for letter in known], WANTS, SEEN_IN, least)}


def report_folds(known, sentences, least):
    rows = []
    for fold in range(FOLDS):
        weights = learn_from([letter for i, letter in enumerate(known) if i % FOLDS != fold], sentences, least)
        rows += [(letter, odds(weights, letter)) for i, letter in enumerate(known) if i % FOLDS == fold]
    report_acts(rows, "each part by the others")
    steps = [step / 4 for step in range(-12, 7)]
    best = max((f1([(letter.wants, said(found, asks, promises)) for letter, found in rows]), asks, promises)
               for asks in steps for promises in steps)
    print("best from {1} and {2}: {0:.3f}".format(*best), file=sys.stderr)


def learn_acts(sets, apart, least):
    sets, labelled = ["plain"] + sets, []
    for path in sorted(glob.glob(f"{HERE}/acts/*")):
        labelled += read_labelled(path)
    add_signs(labelled)
    sentences = [letter for letter in labelled if letter.wants is None]
    known = [letter for letter in labelled if letter.wants is not None]
    report_folds(known, sentences, least)
    first = learn_from(known, sentences, least)
    more = [letter for name in sets for letter in newest_letters(name)]
    for letter in more:
        letter.acts = left_acts(first["act"], letter)
    weights = learn_from(known + more, sentences, least)
    for name in apart:
        report_acts([(letter, odds(weights, letter)) for letter in newest_letters(name)], name)
    return weights


def main():
    parser = argparse.ArgumentParser(prog="learn.py")
    parser.add_argument("what", choices=("kind", "acts"))
    parser.add_argument("--without", metavar="SET", default=None, help="keep this one apart too")
    parser.add_argument("--write", metavar="DIRECTORY")
    parser.add_argument("--least", type=float, default=0.5, help="weight below which a sign is left out")
    arguments = parser.parse_args()
    sets = [name for name in LEARNED if name != arguments.without]
    apart = APART + ((arguments.without,) if arguments.without else ())
    apart = [name for name in apart if os.path.isdir(os.path.join(HERE, name))]
    weights = (learn_kinds if arguments.what == "kind" else learn_acts)(sets, apart, arguments.least)
    for name, table in weights.items():
        print(f"{name}: {len(table.rows) - 1} signs", file=sys.stderr)
        if arguments.write:
            table.write(os.path.join(arguments.write, name + ".weights"))


if __name__ == "__main__":
    main()
