#!/usr/bin/env python3
"""learn.py kind|acts [--without SET] [--write DIRECTORY]: finds from the labelled letters of this
directory how much each sign speaks for a kind of letter (src/format/kind-signs.h) or for what a
sentence does (src/format/act-signs.h), and says how many letters of sets kept apart would be told
right. --write makes the tables of weights (src/format/*.weights). $BUILD is the build directory, whose
tests/judgement/print-signs and find-weights do the work; the same letters give the same weights.

What sentences do is learned from acts/LANG.txt, a sentence a line after what it does, from
acts/LANG.letters, whole letters of such sentences, and from the sets of letters, whose labels leave
only some deeds for their sentences: a letter that wants nothing neither asks nor promises. The letters
of apart/ are like those of acts/; they are only judged."""
import argparse
import collections
import concurrent.futures
import glob
import math
import os
import random
import subprocess
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import office  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
LEARNED = ("dev", "held", "late", "fresh", "last", "more", "machine", "east", "offices", "notices")
APART = ("blind", "unseen", "later")  # never learned from
KINDS = ("personal", "automatic", "bulk")
ACTS = ("ask", "promise", "trouble", "close", "tell")
WANTS = ("ask", "promise", "nothing")
ODDS_MOST, SENTENCES_MOST, CHARACTERS_STEP, LENGTH_MOST = 8, 8, 100, 6  # as in src/format/deeds.c
ONE = 16            # of a weight, KT_WEIGHT_ONE
PERSONAL_MORE = 0.5 # log-odds: a person's letter that is not shown costs more than a machine's that is
SENDERS = 2         # whose letters have a sign of kinds that is learned
SEEN_IN = 6         # sentences, or letters, that have one of acts
FOLDS = 4           # parts of the letters, each judged with what the others taught
NOTHING_LESS = 0.25 # log-odds: a letter that is not shown is forgotten, one that wants nothing is only read
SETS_MORE = 2       # times that letters of the sets, which lie in threads as real ones do, count more
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
        self.classes, self.rows, self.hashes = classes, {}, {}
        table = run("find-weights", lines, ",".join(classes), str(seen_in), str(least))
        for line in table.splitlines():
            number, sign, *weights = line.split(" ")
            self.hashes[sign], self.rows[sign] = number, [int(weight) for weight in weights]

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
            file.writelines(f"{self.hashes[sign]} {sign} {' '.join(map(str, row))}\n" for sign, row in self.rows.items())


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


def person_examples(senders):
    """The ordinary letters of acts/ that came in, from a person each; their senders are none, so that
    each has those of a person of the sets: (address, name) by turns."""
    lines, turn = [], 0
    for path in sorted(glob.glob(f"{HERE}/acts/*.letters")):
        for letter in read_labelled(path):
            if letter.reply is None or letter.out:
                continue
            address, name = senders[turn % len(senders)]
            fields = (address, name, letter.subject, str(int(letter.reply)), "\n".join(letter.texts))
            lines.append("\t".join(("kind",) + tuple(escape(field) for field in fields)))
            turn += 1
    signs = [sorted(set(line.split())) for line in run("print-signs", lines).split("\n")[:-1]]
    return [("personal", some, f"person {i}") for i, some in enumerate(signs)]


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


def people_of(sets):
    """(address, name) of persons who wrote, shuffled, always the same way."""
    people = {(letter.address, letter.name) for name in sets for block in office.parse(HERE, name).blocks
              for letter in block.letters if not letter.out and letter.kind == "personal"}
    people = sorted(people)
    random.Random(1).shuffle(people)
    return people


def learn_kinds(sets, apart, least):
    examples = kind_examples(sets) + person_examples(people_of(sets))
    known = common_signs(examples)
    weights = Weights(only(examples, known), KINDS, 1, least)
    weights.rows["bias"][KINDS.index("personal")] += round(PERSONAL_MORE * ONE)
    known &= set(weights.rows)
    report_kinds(weights, only(examples, known), "learned from")
    for name in apart:
        report_kinds(weights, only(kind_examples([name]), known), name)
    return {"kind": weights}


# --- what sentences do ---

class Letter:
    """The newest letter of a thread: what it does, whether it answers another (None: not known), its
    sentences, and what each does where known."""

    def __init__(self, wants, language, reply=None, out=False, subject=""):
        self.out, self.subject = out, subject
        self.wants, self.language, self.reply, self.acts, self.texts, self.signs = wants, language, reply, [], [], []


def read_labelled(path):
    """The letters of a file; sentences that stand alone make a letter of which nothing is known."""
    letter, letters = None, []
    with open(path, encoding="utf-8") as file:
        for line in file.read().split("\n"):
            if line.startswith("= "):
                head, _, subject = line.partition("|")
                label, way, *place = head.split()[1:]
                wants = NEWEST.get((label, way == "out"), "nothing")
                letter = Letter(wants, os.path.basename(path)[:2], place[0] == "reply" if place else None,
                                way == "out", subject.strip())
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
            wants = NEWEST.get((block.label, ours[-1].out), "nothing")
            letter = Letter(wants, block.language, bool(ours[-1].references))
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


def rounded_odds(likely):
    least = math.exp(-ODDS_MOST)
    odds = math.log(max(likely, least) / max(1 - likely, least))
    odds = min(max(odds, -ODDS_MOST), ODDS_MOST)
    return int(math.floor(abs(odds) + 0.5) * (1 if odds >= 0 else -1)) + ODDS_MOST


def deeds_signs(weights, letter):
    """As src/format/deeds.c says them."""
    acts = [weights["act"].likely(signs) for signs in letter.signs]
    none = [math.prod(1 - likely[i] for likely in acts) for i in range(len(ACTS))]
    most = [max([likely[i] for likely in acts], default=0) for i in range(len(ACTS))]
    long = [likely for likely, signs in zip(acts, letter.signs) if "@long_0" not in signs]
    last = long[-1] if long else [0] * len(ACTS)
    words = weights["want"].likely(single_signs(letter))
    asked = [int("@end_?" in signs) for signs in letter.signs]
    found = {
        "wants": 1 - math.prod(1 - likely[0] - likely[2] for likely in acts),
        "asks": 1 - none[0], "promises": 1 - none[1], "troubles": 1 - none[2], "closes": 1 - none[3],
        "mostask": most[0], "mostpromise": most[1], "mostclose": most[3], "mosttell": most[4],
        "lastwant": last[0] + last[2], "lastpromise": last[1], "lastclose": last[3],
        "wordsask": words[0], "wordspromise": words[1], "wordsnothing": words[2],
    }
    counts = {
        "sentences": min(len(acts), SENTENCES_MOST),
        "characters": min(sum(map(len, letter.texts)) // CHARACTERS_STEP, LENGTH_MOST),
        "question": max(asked, default=0), "lastquestion": asked[-1] if asked else 0,
    }
    if letter.reply is not None:
        counts["reply"] = int(letter.reply)
    counts.update((name, rounded_odds(likely)) for name, likely in found.items())
    return [f"@{name}_{n}" for name, n in counts.items()]


def said(weights, letter):
    """What the letter leaves to be done."""
    return weights["leave"].judge(deeds_signs(weights, letter))


def f1(pairs):
    """pairs: (true, said)"""
    right = sum(true == one for true, one in pairs if true != "nothing")
    wrong = sum((true != "nothing") + (one != "nothing") for true, one in pairs if true != one)
    return 2 * right / max(2 * right + wrong, 1)


def report_acts(rows, name):
    """rows: (letter, what was said of it)"""
    by_language = collections.defaultdict(list)
    for letter, answer in rows:
        by_language[letter.language].append((letter.wants, answer))
    pairs = [pair for some in by_language.values() for pair in some]
    parts = "  ".join(f"{language} {f1(some):.3f}" for language, some in sorted(by_language.items()))
    print(f"{name}: F1 of {len(pairs)} newest letters {f1(pairs):.3f}   {parts}", file=sys.stderr)


def learn_from(known, sentences, least):
    """Both tables of words: of sentences, and of letters whose want is known."""
    return {"act": Weights(examples_of(sentences + known), ACTS, SEEN_IN, least),
            "want": Weights([(letter.wants, single_signs(letter)) for letter in known], WANTS, SEEN_IN, least)}


def folds_of(letters):
    """Neighbours, which may be of one conversation, are of one part; each part has of all languages,
    for what is not known of a language says nothing of how sure to be of one that is."""
    count, before = collections.Counter(letter.language for letter in letters), collections.Counter()
    folds = []
    for letter in letters:
        folds.append(before[letter.language] * FOLDS // count[letter.language])
        before[letter.language] += 1
    return folds


def learn_together(known, more, sentences, least):
    """The table of what sentences do together, from parts of the letters that the others judge: what
    a letter was learned from is surer of it than of any other."""
    letters, folds, rows = known + more, folds_of(known) + folds_of(more), []

    def by_others(fold):
        weights = learn_from([one for one, its in zip(letters, folds) if its != fold], sentences, least)
        return [(one, deeds_signs(weights, one)) for one, its in zip(letters, folds) if its == fold]

    with concurrent.futures.ThreadPoolExecutor() as pool:
        for part in pool.map(by_others, range(FOLDS)):
            rows += part
    of_sets, answers = {id(letter) for letter in more}, []
    examples = [(letter.wants, signs) for letter, signs in rows]
    for fold in range(FOLDS):
        table = Weights([one for i, one in enumerate(examples) if i % FOLDS != fold], WANTS, SEEN_IN, least)
        answers += [(letter, table.judge(signs)) for i, (letter, signs) in enumerate(rows) if i % FOLDS == fold]
    report_acts(answers, "each part by the others")
    report_acts([row for row in answers if id(row[0]) in of_sets], "of them those of the sets")
    examples += SETS_MORE * [(letter.wants, signs) for letter, signs in rows if id(letter) in of_sets]
    table = Weights(examples, WANTS, SEEN_IN, least)
    table.rows["bias"][WANTS.index("nothing")] -= round(NOTHING_LESS * ONE)
    return table


def learn_acts(sets, apart, least):
    sets, labelled = ["plain"] + sets, []
    for path in sorted(glob.glob(f"{HERE}/acts/*")):
        labelled += read_labelled(path)
    add_signs(labelled)
    sentences = [letter for letter in labelled if letter.wants is None]
    known = [letter for letter in labelled if letter.wants is not None]
    first = learn_from(known, sentences, least)
    more = [letter for name in sets for letter in newest_letters(name)]
    for letter in more:
        letter.acts = left_acts(first["act"], letter)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        words = pool.submit(learn_from, known + more, sentences, least)
        together = learn_together(known, more, sentences, least)
    weights = dict(words.result(), leave=together)
    for name in apart:
        report_acts([(letter, said(weights, letter)) for letter in newest_letters(name)], name)
    strangers = [letter for path in sorted(glob.glob(f"{HERE}/apart/*.letters")) for letter in read_labelled(path)]
    add_signs(strangers)
    report_acts([(letter, said(weights, letter)) for letter in strangers], "apart")
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
