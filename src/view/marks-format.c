#include "config.h"
#include "kontor/marks.h"
#include "kontor/term.h"
#include <string.h>

#define SPEC_MAX 32
#define WIDTH_MAX 99999

/* One conversion of a printf format, from its per cent sign. */
typedef struct
{
  char flags[8];
  int width, precision; /* -1: none */
  char length[3];
  char type;
} Spec;

static const char *
read_number (const char *p, int *number, va_list *args)
{
  if (*p == '*')
    {
      *number = va_arg (*args, int);
      return p + 1;
    }
  for (*number = 0; g_ascii_isdigit (*p) && *number <= WIDTH_MAX; p++)
    *number = *number * 10 + (*p - '0');
  return p;
}

static gboolean
is_flag (char c)
{
  return c == '-' || c == '0' || c == ' ' || c == '+' || c == '#';
}

static const char *
read_spec (const char *p, Spec *spec, va_list *args)
{
  *spec = (Spec){ .width = -1, .precision = -1 };
  for (gsize n = 0; is_flag (*p) && n < sizeof spec->flags - 2; p++)
    spec->flags[n++] = *p;
  if (*p == '*' || g_ascii_isdigit (*p))
    p = read_number (p, &spec->width, args);
  if (spec->width < -1) /* C: a negative width is the flag - */
    {
      strcat (spec->flags, "-");
      spec->width = -spec->width;
    }
  if (*p == '.')
    p = read_number (p + 1, &spec->precision, args);
  for (gsize n = 0; (*p == 'l' || *p == 'h' || *p == 'z') && n < sizeof spec->length - 1; p++)
    spec->length[n++] = *p;
  spec->type = *p;
  return p + 1;
}

/* A cell: cut to the precision with "…", filled up to the width, both in columns. */
static void
append_text (GString *marked, const Spec *spec, const char *text)
{
  gsize start = marked->len;
  int used = -1; /* columns; not known yet */
  kt_safe_append (marked, text != NULL ? text : "");
  if (spec->precision >= 0)
    used = kt_term_cut_cell (marked, start, spec->precision);
  if (spec->width <= 0)
    return;
  int fill = spec->width - (used >= 0 ? used : kt_term_width (marked->str + start));
  gsize length = marked->len - start;
  if (fill <= 0)
    return;
  g_string_set_size (marked, marked->len + (gsize)fill);
  char *cell = marked->str + start;
  gboolean left = strchr (spec->flags, '-') != NULL;
  if (!left)
    memmove (cell + fill, cell, length);
  memset (left ? cell + length : cell, ' ', (gsize)fill);
}

/* Most numbers stand alone or are filled up with blanks: no reason to ask printf twice. */
static gboolean
append_plain (GString *marked, const Spec *spec, va_list *args)
{
  char digits[16];
  if (spec->flags[0] != '\0' || spec->precision >= 0 || spec->length[0] != '\0'
      || (spec->type != 'd' && spec->type != 'u'))
    return FALSE;
  int value = va_arg (*args, int);
  gboolean minus = spec->type == 'd' && value < 0;
  guint rest = minus ? -(guint)value : (guint)value;
  char *p = digits + sizeof digits;
  do
    *--p = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (minus)
    *--p = '-';
  int length = (int)(digits + sizeof digits - p);
  for (int fill = spec->width - length; fill > 0; fill--)
    g_string_append_c (marked, ' ');
  g_string_append_len (marked, p, length);
  return TRUE;
}

static void
append_integer (GString *marked, const char *form, const Spec *spec, va_list *args)
{
  if (g_str_equal (spec->length, "ll"))
    g_string_append_printf (marked, form, va_arg (*args, long long));
  else if (spec->length[0] == 'l' || spec->length[0] == 'z')
    g_string_append_printf (marked, form, va_arg (*args, long));
  else
    g_string_append_printf (marked, form, va_arg (*args, int));
}

static void
append_number (GString *marked, const Spec *spec, va_list *args)
{
  char form[SPEC_MAX], width[12] = "", precision[13] = "";
  if (append_plain (marked, spec, args))
    return;
  if (spec->width >= 0)
    g_snprintf (width, sizeof width, "%d", spec->width);
  if (spec->precision >= 0)
    g_snprintf (precision, sizeof precision, ".%d", spec->precision);
  g_snprintf (form, sizeof form, "%%%s%s%s%s%c", spec->flags, width, precision, spec->length,
              spec->type);
  if (strchr ("fge", spec->type) != NULL)
    g_string_append_printf (marked, form, va_arg (*args, double));
  else
    append_integer (marked, form, spec, args);
}

void
kt_marked_append (GString *marked, const char *format, va_list caller_args)
{
  va_list args;
  va_copy (args, caller_args); /* a parameter of type va_list cannot be passed on by address */
  for (const char *p = format; *p != '\0';)
    {
      const char *plain = p;
      while (*p != '%' && *p != '\0')
        p++;
      g_string_append_len (marked, plain, p - plain);
      if (*p == '\0')
        break;

      Spec spec;
      p = read_spec (p + 1, &spec, &args);
      if (spec.type == '%')
        g_string_append_c (marked, '%');
      else if (spec.type == 's')
        append_text (marked, &spec, va_arg (args, const char *));
      else
        {
          g_assert (spec.type != '\0' && strchr ("diuxXcfge", spec.type) != NULL);
          append_number (marked, &spec, &args);
        }
    }
  va_end (args);
}
