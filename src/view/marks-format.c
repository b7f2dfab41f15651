#include "config.h"
#include "kontor/marks.h"
#include "kontor/term.h"
#include <stdlib.h>
#include <string.h>

#define SPEC_MAX 32

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
  char *end;
  *number = (int)strtol (p, &end, 10);
  return end;
}

static const char *
read_spec (const char *p, Spec *spec, va_list *args)
{
  *spec = (Spec){ .width = -1, .precision = -1 };
  gsize n = MIN (strspn (p, "-+ #0"), sizeof spec->flags - 2);
  memcpy (spec->flags, p, n);
  p += n;
  if (*p == '*' || g_ascii_isdigit (*p))
    p = read_number (p, &spec->width, args);
  if (spec->width < -1) /* C: a negative width is the flag - */
    {
      strcat (spec->flags, "-");
      spec->width = -spec->width;
    }
  if (*p == '.')
    p = read_number (p + 1, &spec->precision, args);
  n = MIN (strspn (p, "hlz"), sizeof spec->length - 1);
  memcpy (spec->length, p, n);
  p += n;
  spec->type = *p;
  return p + 1;
}

/* A cell: cut to the precision with "…", filled up to the width, both in columns. */
static void
append_text (GString *marked, const Spec *spec, const char *text)
{
  g_autofree char *safe = kt_safe (text != NULL ? text : "");
  g_autoptr (GString) cell = g_string_new (NULL);

  if (spec->precision >= 0)
    kt_term_append_cell (cell, safe, spec->precision, FALSE);
  else
    g_string_append (cell, safe);
  int fill = MAX (spec->width - kt_term_width (cell->str), 0);
  gboolean left = strchr (spec->flags, '-') != NULL;
  g_string_append_printf (marked, "%*s%s%*s", left ? 0 : fill, "", cell->str, left ? fill : 0, "");
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
      gsize plain = strcspn (p, "%");
      g_string_append_len (marked, p, plain);
      p += plain;
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
