#include "config.h"
#include "kontor/error.h"

G_DEFINE_QUARK (kt - error - quark, kt_error)

static void
append_line (GError **error, const char *prefix, const char *format, va_list args)
{
  if (error == NULL || *error == NULL)
    return;
  g_autofree char *line = g_strdup_vprintf (format, args);
  char *whole = g_strconcat ((*error)->message, "\n", prefix, line, NULL);
  g_free ((*error)->message);
  (*error)->message = whole;
}

void
kt_error_detail (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  append_line (error, "  ", format, args);
  va_end (args);
}

void
kt_error_hint (GError **error, const char *format, ...)
{
  va_list args;
  va_start (args, format);
  append_line (error, "hint: ", format, args);
  va_end (args);
}

int
kt_error_exit_status (const GError *error)
{
  return error->domain == KT_ERROR ? error->code : KT_ERROR_FAILED;
}
