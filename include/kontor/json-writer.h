#pragma once
#include <glib.h>

/* JSON (RFC 8259) as text for people and programs: indented, members in the order they are written.
 * What a terminal would obey or hide is escaped; text that is no UTF-8 is made valid. A member's
 * value follows its name; brackets are closed before the end. */
typedef struct _KtJson KtJson;

KtJson *kt_json_new (void);
void kt_json_free (KtJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtJson, kt_json_free)
/* All of it, once every bracket is closed. */
const char *kt_json_written (const KtJson *json);

void kt_json_begin_object (KtJson *json);
void kt_json_end_object (KtJson *json);
void kt_json_begin_array (KtJson *json);
void kt_json_end_array (KtJson *json);
void kt_json_member (KtJson *json, const char *name);
void kt_json_string (KtJson *json, const char *text);
void kt_json_int (KtJson *json, gint64 value);
void kt_json_double (KtJson *json, double value);
void kt_json_boolean (KtJson *json, gboolean value);
void kt_json_null (KtJson *json);
