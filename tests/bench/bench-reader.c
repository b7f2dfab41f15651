/* bench-reader DIR [LETTERS]: what the reader's part of a first sync costs, without the processes
 * around it: the letters of a directory read, made into records, and taken apart again as the
 * keeper does. Prints letters a second of processor time, for the machine is shared. */
#include "config.h"
#include "kontor/letter-read.h"
#include "kontor/records.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#define LEADING (64u << 10) /* octets of a letter that a sync fetches */
#define NOW 1795348800

static double
processor (void)
{
  struct rusage usage;
  getrusage (RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static GPtrArray *
load (const char *directory, guint most)
{
  GPtrArray *letters = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;
  while (dir != NULL && letters->len < most && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (directory, name, NULL), *text = NULL;
      gsize length = 0;
      if (g_file_get_contents (file, &text, &length, NULL))
        g_ptr_array_add (letters,
                         g_byte_array_new_take ((guint8 *)g_steal_pointer (&text), length));
    }
  return letters;
}

/* The records as bytes. */
static GPtrArray *
read_all (GPtrArray *letters)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)g_byte_array_unref);
  for (guint i = 0; i < letters->len; i++)
    {
      GByteArray *bytes = g_ptr_array_index (letters, i);
      KtLetterSource source = { .item = i + 1, .received = NOW, .now = NOW, .by_kind = TRUE };
      source.truncated = bytes->len > LEADING;
      g_byte_array_set_size (bytes, MIN (bytes->len, LEADING));
      g_autoptr (KtLetterDraft) draft = kt_letter_read (bytes, &source, NULL);
      if (draft == NULL)
        continue;
      GByteArray *record = g_byte_array_new ();
      kt_letter_pack (&draft->letter, record);
      g_ptr_array_add (records, record);
    }
  return records;
}

static void
take_all (GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      GByteArray *record = g_ptr_array_index (records, i);
      KtFrame frame = { .type = KT_FRAME_LETTER, .length = record->len, .data = record->data };
      g_autoptr (GError) error = NULL;
      g_autoptr (KtLetter) letter = kt_letter_from_frame (&frame, &error);
      if (letter == NULL)
        g_error ("%s", error->message);
    }
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) letters
      = load (argc > 1 ? argv[1] : ".", argc > 2 ? (guint)atoi (argv[2]) : 5000);
  kt_letter_read_init ();
  double start = processor ();
  g_autoptr (GPtrArray) records = read_all (letters);
  double read = processor ();
  take_all (records);
  double taken = processor ();
  printf ("%-40s %8.0f a second\n", "letters read", records->len / (read - start));
  printf ("%-40s %8.0f a second\n", "records taken", records->len / (taken - read));
  return 0;
}
