#include "config.h"
#include "kontor/charset.h"
#include "kontor/utf8.h"
#include <errno.h>
#include <string.h>

#define SAMPLE 2048        /* octets looked at when guessing */
#define SURELY 2.2         /* a score that needs no comparison */
#define DECLARED_BONUS 1.0 /* what is declared is right unless another is clearly better */

typedef struct
{
  const char *alias; /* as letters spell it: lower case, without -, _ and blanks */
  const char *name;  /* as iconv does */
  gboolean stateful; /* its bytes may be valid UTF-8 and mean something else */
} Charset;

/* Nothing else reaches iconv: some of its converters have a history (CVE-2024-2961). */
static const Charset charsets[] = {
  { "utf8", "UTF-8", FALSE },
  { "usascii", "UTF-8", FALSE },
  { "ascii", "UTF-8", FALSE },
  { "windows1250", "CP1250", FALSE },
  { "windows1251", "CP1251", FALSE },
  { "windows1252", "CP1252", FALSE },
  { "windows1253", "CP1253", FALSE },
  { "windows1254", "CP1254", FALSE },
  { "windows1255", "CP1255", FALSE },
  { "windows1256", "CP1256", FALSE },
  { "windows1257", "CP1257", FALSE },
  { "windows1258", "CP1258", FALSE },
  { "cp1250", "CP1250", FALSE },
  { "cp1251", "CP1251", FALSE },
  { "cp1252", "CP1252", FALSE },
  { "cp1257", "CP1257", FALSE },
  { "cp866", "CP866", FALSE },
  { "ibm866", "CP866", FALSE },
  { "ibm852", "IBM852", FALSE },
  { "ibm775", "IBM775", FALSE },
  { "koi8r", "KOI8-R", FALSE },
  { "koi8u", "KOI8-U", FALSE },
  { "koi8ru", "KOI8-U", FALSE },
  { "macintosh", "MACINTOSH", FALSE },
  { "xmaccyrillic", "MAC-CYRILLIC", FALSE },
  { "iso88591", "CP1252", FALSE }, /* its C1 range is always meant as windows-1252 */
  { "latin1", "CP1252", FALSE },
  { "iso88592", "ISO-8859-2", FALSE },
  { "iso88593", "ISO-8859-3", FALSE },
  { "iso88594", "ISO-8859-4", FALSE },
  { "iso88595", "ISO-8859-5", FALSE },
  { "iso88596", "ISO-8859-6", FALSE },
  { "iso88597", "ISO-8859-7", FALSE },
  { "iso88598", "ISO-8859-8", FALSE },
  { "iso88598i", "ISO-8859-8", FALSE },
  { "iso88599", "CP1254", FALSE },
  { "iso885910", "ISO-8859-10", FALSE },
  { "iso885913", "ISO-8859-13", FALSE },
  { "iso885914", "ISO-8859-14", FALSE },
  { "iso885915", "ISO-8859-15", FALSE },
  { "iso885916", "ISO-8859-16", FALSE },
  { "tis620", "TIS-620", FALSE },
  { "gb2312", "GB18030", FALSE },
  { "gbk", "GB18030", FALSE },
  { "gb18030", "GB18030", FALSE },
  { "big5", "BIG5", FALSE },
  { "euckr", "EUC-KR", FALSE },
  { "ksc56011987", "CP949", FALSE },
  { "eucjp", "EUC-JP", FALSE },
  { "shiftjis", "CP932", FALSE },
  { "iso2022jp", "ISO-2022-JP", TRUE },
  { "iso2022kr", "ISO-2022-KR", TRUE },
  { "utf7", "UTF-7", TRUE },
  { "utf16", "UTF-16", TRUE },
  { "utf16le", "UTF-16LE", TRUE },
  { "utf16be", "UTF-16BE", TRUE },
};

/* In the order that decides a tie. */
static const char *const guesses[]
    = { "CP1251", "KOI8-U", "CP1257", "CP1252", "CP866", "ISO-8859-2" };

static const Charset *
charset_named (const char *declared)
{
  char plain[32];
  gsize n = 0;

  for (const char *p = declared; *p != '\0' && n < sizeof plain - 1; p++)
    if (g_ascii_isalnum (*p))
      plain[n++] = g_ascii_tolower (*p);
  plain[n] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    if (strcmp (charsets[i].alias, plain) == 0)
      return &charsets[i];
  return NULL;
}

/* Converts; *ret_errors counts the bytes that mean nothing there, each U+FFFD. NULs are dropped.
 * NULL when the converter is missing. */
static char *
convert (const char *bytes, gsize length, const char *from, guint *ret_errors)
{
  GIConv converter = g_iconv_open ("UTF-8", from);
  g_autoptr (GString) out = g_string_sized_new (length + length / 2);
  char *in = (char *)bytes;
  gsize left = length;

  *ret_errors = 0;
  if (converter == (GIConv)-1)
    return NULL;
  while (left > 0)
    {
      char chunk[4096], *to = chunk;
      gsize room = sizeof chunk;
      gsize result = g_iconv (converter, &in, &left, &to, &room);
      for (const char *p = chunk; p < to; p++)
        if (*p != '\0')
          g_string_append_c (out, *p);
      if (result != (gsize)-1 || errno == E2BIG)
        continue;
      if (errno == EILSEQ)
        {
          g_string_append (out, "\357\277\275");
          ++*ret_errors;
          in++;
          left--;
        }
      else
        break; /* the last character is cut */
    }
  g_iconv_close (converter);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
contains (const char *letters, gunichar c)
{
  return g_utf8_strchr (letters, -1, c) != NULL;
}

/* How common the letters а to я are in Russian, in tenths of a point: what tells windows-1251 from
 * KOI8, where the same octets are other letters, even in capitals. */
static const guint8 common[32] = { 33, 11, 21, 11, 15, 35, 8, 11, 31, 9, 17, 20, 16, 28, 43, 15,
                                   22, 24, 27, 14, 6,  8,  7, 10, 8,  6, 5,  12, 11, 6,  7,  12 };

static double
cyrillic_weight (gunichar c)
{
  if (c >= 0x430 && c < 0x450)
    return common[c - 0x430] / 10.0;
  if (c >= 0x410 && c < 0x430)
    return common[c - 0x410] / 10.0 - 0.3;
  if (contains ("іїєґё", c))
    return 2;
  return contains ("ІЇЄҐЁ", c) ? 1 : -1;
}

/* What one character beyond ASCII says for its charset: Cyrillic by how common the letter is, Latin
 * by the languages that are likely here. */
static double
letter_weight (gunichar c)
{
  if (c >= 0x400 && c < 0x530)
    return cyrillic_weight (c);
  if (contains ("āēīšūžčņļķģĀĒĪŠŪŽČŅĻĶĢėäöüßéÄÖÜÉ", c))
    return 3;
  if (contains ("ąęįųőűłśćńżźóáíúýřěůàèçñåøæèêô", c))
    return 2;
  if (contains ("–—«»“”„‘’…№€§°©®™ ", c))
    return 0.5;
  if (g_unichar_isalpha (c)) /* a script none of the guesses would hit by chance */
    return c >= 0x370 ? 2 : 0.3;
  return -2;
}

/* How much text looks like a language written in its script: above 0 sane. */
static double
language_score (const char *utf8)
{
  double sum = 0;
  guint foreign = 0, run = 0;
  gunichar before = 0;

  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean cyrillic = c >= 0x400 && c < 0x530;
      gboolean was_cyrillic = before >= 0x400 && before < 0x530;

      if (c >= 0x80)
        {
          foreign++;
          sum += letter_weight (c);
        }
      /* a capital inside a word, scripts mixed within one, four accented letters in a row */
      if (cyrillic && was_cyrillic && g_unichar_isupper (c) && g_unichar_islower (before))
        sum -= 3;
      if ((cyrillic && before < 0x80 && g_ascii_isalpha (before))
          || (was_cyrillic && c < 0x80 && g_ascii_isalpha (c)))
        sum -= 3;
      run = c >= 0x80 && c < 0x250 && g_unichar_isalpha (c) ? run + 1 : 0;
      if (run >= 3)
        sum -= 4;
      before = c;
    }
  return foreign > 0 ? sum / foreign : 0.1;
}

/* UTF-8 with a few broken places, such as a cut in the middle of a character. */
static gboolean
is_mostly_utf8 (const char *bytes, gsize length)
{
  gsize good = 0, bad = 0;

  for (gsize i = 0; i < length;)
    {
      if ((guchar)bytes[i] < 0x80)
        {
          i++;
          continue;
        }
      gunichar c = g_utf8_get_char_validated (bytes + i, MIN (length - i, 6));
      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          /* cut at the very end says nothing */
          bad += !(c == (gunichar)-2 && length - i < 4);
          i++;
        }
      else
        {
          good++;
          i += g_unichar_to_utf8 (c, NULL);
        }
    }
  return good > 3 * bad;
}

/* The charset, NULL none. */
static const char *
best_charset (const char *bytes, gsize length, const char *declared)
{
  const char *best = NULL;
  double best_score = -1e9;
  gsize sample = MIN (length, SAMPLE);
  guint errors;

  for (gsize i = 0; i <= G_N_ELEMENTS (guesses); i++)
    {
      const char *name = i == 0 ? declared : guesses[i - 1];
      if (name == NULL)
        continue;
      g_autofree char *text = convert (bytes, sample, name, &errors);
      if (text == NULL)
        continue;
      double score
          = language_score (text) + (i == 0 ? DECLARED_BONUS : 0) - 20.0 * errors / (double)sample;
      if (i == 0 && score >= SURELY + DECLARED_BONUS)
        return name;
      if (score > best_score)
        {
          best_score = score;
          best = name;
        }
    }
  return best;
}

static char *
best_guess (const char *bytes, gsize length, const char *declared)
{
  guint errors;
  const char *best = best_charset (bytes, length, declared);
  return best != NULL ? convert (bytes, length, best, &errors) : NULL;
}

const char *
kt_charset_guess (const char *bytes, gsize length)
{
  if (kt_utf8_is_valid (bytes, length) || is_mostly_utf8 (bytes, length))
    return "UTF-8";
  return best_charset (bytes, length, NULL);
}

static char *
without_nuls (const char *bytes, gsize length, gsize *ret_length)
{
  char *copy = g_malloc (length + 1);
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    if (bytes[i] != '\0')
      copy[n++] = bytes[i];
  copy[n] = '\0';
  *ret_length = n;
  return copy;
}

/* UTF-16 by its mark, or what was declared; NULL: nothing that needs a converter at once. */
static const Charset *
stateful_charset (const char *bytes, gsize length, const Charset *declared)
{
  if (declared != NULL)
    return declared->stateful ? declared : NULL;
  if (length >= 2 && (memcmp (bytes, "\xff\xfe", 2) == 0 || memcmp (bytes, "\xfe\xff", 2) == 0))
    return charset_named ("utf16");
  return NULL;
}

char *
kt_charset_to_utf8 (const char *bytes, gsize length, const char *declared)
{
  const Charset *charset = declared != NULL ? charset_named (declared) : NULL;
  const Charset *stateful = stateful_charset (bytes, length, charset);
  g_autofree char *copy = NULL;
  guint errors;

  if (stateful != NULL)
    {
      char *text = convert (bytes, length, stateful->name, &errors);
      if (text != NULL && errors < 1 + length / 100)
        return text;
      g_free (text);
    }
  if (length > 0 && memchr (bytes, '\0', length) != NULL)
    bytes = copy = without_nuls (bytes, length, &length);
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (kt_utf8_is_valid (bytes, length))
    return g_strndup (bytes, length);
  if (is_mostly_utf8 (bytes, length))
    return g_utf8_make_valid (bytes, length);
  gboolean useful = charset != NULL && !charset->stateful && strcmp (charset->name, "UTF-8") != 0;
  char *text = best_guess (bytes, length, useful ? charset->name : NULL);
  return text != NULL ? text : g_utf8_make_valid (bytes, length);
}

/* The lines of a file that are not ASCII, as many as are looked at. */
static GString *
telling_lines (const char *bytes, gsize length)
{
  GString *lines = g_string_new (NULL);
  gboolean telling = FALSE;
  gsize start = 0;
  for (gsize i = 0; i <= length && lines->len < SAMPLE; i++)
    {
      if (i < length && bytes[i] != '\n' && bytes[i] != '\r')
        {
          telling = telling || (guchar)bytes[i] >= 0x80;
          continue;
        }
      if (telling)
        g_string_append_len (lines, bytes + start, (gssize)MIN (i - start + 1, length - start));
      telling = FALSE;
      start = i + 1;
    }
  return lines;
}

/* UTF-16 by its mark, or because every other octet of its beginning is nearly always NUL; *ret_mark
 * octets are the mark. NULL: it is not. */
static const char *
utf16_of (const char *bytes, gsize length, gsize *ret_mark)
{
  gsize even = 0, odd = 0, sample = MIN (length, SAMPLE) / 2;
  *ret_mark = 2;
  if (length >= 2 && memcmp (bytes, "\xff\xfe", 2) == 0)
    return "UTF-16LE";
  if (length >= 2 && memcmp (bytes, "\xfe\xff", 2) == 0)
    return "UTF-16BE";
  *ret_mark = 0;
  for (gsize i = 0; i < sample; i++)
    {
      even += bytes[2 * i] == '\0';
      odd += bytes[2 * i + 1] == '\0';
    }
  /* the few of the other side are letters like Ā, U+0100 */
  if (sample >= 4 && odd > sample / 4 && even <= odd / 8)
    return "UTF-16LE";
  return sample >= 4 && even > sample / 4 && odd <= even / 8 ? "UTF-16BE" : NULL;
}

static const char *
said_name (const char *iconv_name)
{
  static const struct
  {
    const char *iconv, *said;
  } names[] = { { "CP1251", "windows-1251" },
                { "CP1252", "windows-1252" },
                { "CP1257", "windows-1257" },
                { "CP866", "IBM866" } };
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].iconv, iconv_name) == 0)
      return names[i].said;
  return iconv_name;
}

char *
kt_charset_read_file (const char *bytes, gsize length, const char **ret_charset)
{
  gsize mark;
  guint errors;
  g_autofree char *copy = NULL;
  *ret_charset = "UTF-8";
  if (length == 0) /* bytes may be NULL */
    return g_strdup ("");
  const char *name = utf16_of (bytes, length, &mark);
  if (name != NULL)
    {
      char *text = convert (bytes + mark, length - mark, name, &errors);
      *ret_charset = name;
      if (text != NULL)
        return text;
    }
  *ret_charset = "UTF-8";
  if (length > 0 && memchr (bytes, '\0', length) != NULL)
    {
      copy = g_memdup2 (bytes, length);
      for (gsize i = 0; i < length; i++)
        if (copy[i] == '\0')
          copy[i] = '\1';
      bytes = copy;
    }
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      length -= 3;
    }
  if (kt_utf8_is_valid (bytes, length))
    return g_strndup (bytes, length);
  if (is_mostly_utf8 (bytes, length))
    return g_utf8_make_valid (bytes, (gssize)length);
  g_autoptr (GString) sample = telling_lines (bytes, length);
  name = best_charset (sample->str, sample->len, NULL);
  char *text = name != NULL ? convert (bytes, length, name, &errors) : NULL;
  if (text == NULL)
    return g_utf8_make_valid (bytes, (gssize)length);
  *ret_charset = said_name (name);
  return text;
}

static void
close_converter (gpointer converter)
{
  g_iconv_close (converter);
}

GPtrArray *
kt_charset_warm (void)
{
  GPtrArray *open = g_ptr_array_new_with_free_func (close_converter);

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      GIConv converter = g_iconv_open ("UTF-8", charsets[i].name);
      if (converter != (GIConv)-1)
        g_ptr_array_add (open, converter);
    }
  return open;
}
