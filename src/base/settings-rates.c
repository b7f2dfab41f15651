#include "config.h"
#include "kontor/error.h"
#include "kontor/money.h"
#include "settings-keys.h"
#include <glib/gi18n.h>
#include <string.h>

#define WHOLE_MAX 9 /* digits before the decimal sign */
#define MICRO G_GINT64_CONSTANT (1000000)

const KtSettingsKey kt_settings_rates_keys[] = { { NULL } }; /* any currency is one */

/* "0.021", "0,021", "47": millionths. FALSE: no such number, or none at all. */
static gboolean
parse_rate (const char *text, gint64 *ret)
{
  gsize whole = strspn (text, "0123456789");
  const char *rest = text + whole;
  gboolean sign = *rest == '.' || *rest == ',';
  gsize decimals = sign ? strspn (rest + 1, "0123456789") : 0;
  if (whole == 0 || whole > WHOLE_MAX || (sign && decimals == 0) || decimals > 6
      || rest[sign ? decimals + 1 : 0] != '\0')
    return FALSE;
  gint64 value = g_ascii_strtoll (text, NULL, 10) * MICRO, unit = MICRO / 10;
  for (gsize i = 0; i < decimals; i++, unit /= 10)
    value += (rest[1 + i] - '0') * unit;
  *ret = value;
  return value > 0;
}

gboolean
kt_settings_take_rates (KtSettings *settings, const KtSettingsFile *file, GError **error)
{
  gsize n = 0;
  g_auto (GStrv) keys = g_key_file_get_keys (file->keys, "rates", &n, NULL);
  settings->rates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; keys != NULL && i < n; i++)
    {
      gint64 rate;
      g_autofree char *text = g_key_file_get_value (file->keys, "rates", keys[i], NULL);
      if (text == NULL || !parse_rate (g_strstrip (text), &rate))
        {
          kt_settings_refuse (file, "rates", keys[i], error, _ ("%s cannot be «%s»"), keys[i],
                              text != NULL ? text : "");
          kt_error_hint (error, _ ("write it like: %s"), "UAH = 0.021");
          return FALSE;
        }
      g_hash_table_insert (settings->rates, g_strdup (keys[i]), g_memdup2 (&rate, sizeof rate));
    }
  return TRUE;
}

gint64
kt_settings_rank (const KtSettings *settings, const char *currency, gint64 minor)
{
  const gint64 *rate = g_hash_table_lookup (settings->rates, currency);
  if (g_hash_table_size (settings->rates) == 0)
    return 0;
  gint64 micro = rate != NULL ? *rate : g_str_equal (currency, settings->currency) ? MICRO : 0;
  int decimals = kt_money_decimals (currency);
  gint64 unit = decimals == 0 ? 1 : decimals == 2 ? 100 : 1000;
  gint64 whole = minor / unit;
  /* thousandths of the user's own currency are near enough to rank by */
  return micro == 0 || whole > G_MAXINT64 / micro ? 0 : whole * micro / (MICRO / 1000);
}
