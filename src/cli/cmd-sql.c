#include "config.h"
#include "kontor/command.h"
#include "kontor/sql-view.h"
#include "kontor/table.h"

#include <glib/gi18n.h>

static gboolean
print_schema (KtContext *context, GError **error)
{
  g_autofree char *text = kt_read_query_schema (context->store, error);
  if (text != NULL)
    g_string_append (context->out, text);
  return text != NULL;
}

static gboolean
run_sql (KtContext *context, const KtCommand *command, char **args, GError **error)
{
  gboolean schema = FALSE;
  const GOptionEntry entries[]
      = { { "schema", 0, 0, G_OPTION_ARG_NONE, &schema, NULL, NULL }, { NULL } };
  if (!kt_command_parse (command, entries, &args, error))
    return FALSE;
  if (schema)
    return args[0] == NULL ? print_schema (context, error)
                           : kt_command_usage_error (command, error);
  if (args[0] == NULL)
    return kt_command_missing (command, "QUERY", error);
  g_autofree char *sql = g_strjoinv (" ", args);
  g_autoptr (KtSqlView) view = kt_sql_view_new (context);
  KtReadQuerySink sink = { view, kt_sql_view_columns, kt_sql_view_row };
  if (!kt_read_query (context->store, sql, &sink, error))
    {
      g_string_truncate (context->out, 0); /* half an answer is none */
      return FALSE;
    }
  kt_sql_view_end (view);
  return TRUE;
}

static const GOptionEntry options[] = { { "schema", 0, 0, G_OPTION_ARG_NONE, NULL,
                                          N_ ("the tables and what their columns hold"), NULL },
                                        { NULL } };

const KtCommand kt_cmd_sql = {
  .name = "sql",
  .summary = N_ ("read the databases with a query of your own"),
  .usage = "sql QUERY | sql --schema",
  .help
  = N_ ("One SELECT over the book and its mirror (tables mirror.…). It can only read, takes 5 "
        "seconds at most and changes nothing. Instants are UTC seconds, money is in minor units, "
        "ref(id) is the name that commands know a record by. On a terminal 200 rows are shown, "
        "--all shows all.\n"
        "Examples:\n"
        "  kontor sql 'SELECT city, count(*) FROM contact GROUP BY city'\n"
        "  kontor sql --csv 'SELECT name, birthday FROM contact ORDER BY name'\n"
        "  kontor sql --schema"),
  .needs = KT_NEED_READ | KT_NEED_MEMORY,
  .run = run_sql,
  .options = options,
  .group = KT_GROUP_UPKEEP,
};
