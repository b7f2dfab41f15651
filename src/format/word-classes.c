#include "config.h"
#include "word-classes.h"
#include <string.h>

#define PLACES (1u << 16) /* some times what there is to remember */

typedef struct
{
  guint32 key; /* 0: free */
  guint8 word_class;
} Entry;

typedef struct
{
  KtStem names[KT_WORD_CLASSES_MAX];
  guint n_names, n_entries;
  Entry entries[PLACES];
} Classes;

const KtWordClassRow *const kt_word_classes[KT_TONGUES] = {
  [KT_TONGUE_GERMAN] = kt_word_classes_de,    [KT_TONGUE_ENGLISH] = kt_word_classes_en,
  [KT_TONGUE_LATVIAN] = kt_word_classes_lv,   [KT_TONGUE_RUSSIAN] = kt_word_classes_ru,
  [KT_TONGUE_UKRAINIAN] = kt_word_classes_uk,
};

/* Of a whole word, or of what several begin with. */
static guint32
key_of (const KtStem *stem, KtTongue tongue, gboolean whole)
{
  guint32 key = (stem->hash ^ (tongue * 2 + (whole ? 1 : 0))) * 0x9E3779B1u;
  key ^= key >> 15;
  return key != 0 ? key : 1;
}

static guint
place_of (const Classes *classes, guint32 key)
{
  guint at = key % PLACES;
  while (classes->entries[at].key != 0 && classes->entries[at].key != key)
    at = (at + 1) % PLACES;
  return at;
}

/* The first that says it is right: its class is returned. */
static guint
remember (Classes *classes, guint32 key, guint word_class)
{
  Entry *entry = &classes->entries[place_of (classes, key)];
  if (entry->key == 0)
    {
      classes->n_entries++;
      g_assert (classes->n_entries <= PLACES / 2);
      *entry = (Entry){ key, (guint8)word_class };
    }
  return entry->word_class;
}

static guint
number_of (Classes *classes, const char *name)
{
  KtStem stem = kt_stem_new (name, strlen (name));
  for (guint i = 0; i < classes->n_names; i++)
    if (classes->names[i].hash == stem.hash)
      return i;
  g_assert (classes->n_names < KT_WORD_CLASSES_MAX);
  classes->names[classes->n_names] = stem;
  return classes->n_names++;
}

static void
add_row (Classes *classes, const KtWordClassRow *row, KtTongue tongue)
{
  guint word_class = number_of (classes, row->name);

  for (const char *from = row->words; *from != '\0';)
    {
      const char *end = strchrnul (from, ' ');
      KtStem word = kt_stem_new (from, (gsize)(end - from));
      KtStem beginning = kt_stem_of_word (from, word.length);
      if (remember (classes, key_of (&beginning, tongue, FALSE), word_class) != word_class)
        remember (classes, key_of (&word, tongue, TRUE), word_class);
      from = end + (*end != '\0');
    }
}

/* Made once; kept for the life of the process. */
static const Classes *
classes_get (void)
{
  static gsize made = 0;
  if (g_once_init_enter (&made))
    {
      Classes *classes = g_new0 (Classes, 1);
      number_of (classes, "-");
      for (KtTongue tongue = 0; tongue < KT_TONGUES; tongue++)
        for (const KtWordClassRow *row = kt_word_classes[tongue]; row->name != NULL; row++)
          add_row (classes, row, tongue);
      g_once_init_leave (&made, (gsize)classes);
    }
  return (const Classes *)made;
}

void
kt_word_classes_find (const char *word, gsize length, guint8 ret_classes[KT_TONGUES])
{
  const Classes *classes = classes_get ();
  KtStem whole = kt_stem_new (word, length), beginning = kt_stem_of_word (word, length);

  for (KtTongue tongue = 0; tongue < KT_TONGUES; tongue++)
    {
      const Entry *entry = &classes->entries[place_of (classes, key_of (&whole, tongue, TRUE))];
      if (entry->key == 0)
        entry = &classes->entries[place_of (classes, key_of (&beginning, tongue, FALSE))];
      ret_classes[tongue] = entry->word_class;
    }
}

const KtStem *
kt_word_class_stem (guint word_class)
{
  return &classes_get ()->names[word_class];
}
