#include "config.h"
#include "report-parts.h"

#include <string.h>

static void
group_free (gpointer data)
{
  KtReportGroup *group = data;
  g_free (group->label);
  g_free (group);
}

static guint
group_hash (gconstpointer data)
{
  const KtReportGroup *group = data;
  guint hash = group->key != 0        ? g_int64_hash (&group->key)
               : group->label != NULL ? g_str_hash (group->label)
                                      : 0;
  return hash * 31 + g_str_hash (group->currency);
}

static gboolean
group_equal (gconstpointer a, gconstpointer b)
{
  const KtReportGroup *one = a, *two = b;
  if (one->key != two->key || strcmp (one->currency, two->currency) != 0)
    return FALSE;
  return one->key != 0 || g_strcmp0 (one->label, two->label) == 0;
}

void
kt_report_groups_init (KtReportGroups *groups)
{
  groups->index = g_hash_table_new (group_hash, group_equal);
  groups->groups = g_ptr_array_new_with_free_func (group_free);
}

void
kt_report_groups_clear (KtReportGroups *groups)
{
  g_clear_pointer (&groups->index, g_hash_table_unref);
  g_clear_pointer (&groups->groups, g_ptr_array_unref);
}

KtReportGroup *
kt_report_group (KtReportGroups *groups, KtId key, const char *label, const char *currency)
{
  KtReportGroup wanted = { .label = (char *)label, .key = key };
  g_strlcpy (wanted.currency, currency, sizeof wanted.currency);
  KtReportGroup *found = g_hash_table_lookup (groups->index, &wanted);
  if (found != NULL)
    return found;
  found = g_new0 (KtReportGroup, 1);
  *found = wanted;
  found->label = g_strdup (label);
  g_hash_table_add (groups->index, found);
  g_ptr_array_add (groups->groups, found);
  return found;
}

gboolean
kt_report_has_group (const KtReportGroups *groups, const char *label, const char *currency)
{
  KtReportGroup wanted = { .label = (char *)label };
  g_strlcpy (wanted.currency, currency, sizeof wanted.currency);
  return g_hash_table_contains (groups->index, &wanted);
}

/* What has no label comes last. */
static int
compare_labels (const KtReportGroup *one, const KtReportGroup *two)
{
  if (one->label == NULL || two->label == NULL)
    return (one->label == NULL) - (two->label == NULL);
  int order = g_utf8_collate (one->label, two->label);
  return order != 0 ? order : (one->key > two->key) - (one->key < two->key);
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  const KtReportGroup *one = *(gpointer const *)a, *two = *(gpointer const *)b;
  int order = strcmp (one->currency, two->currency);
  if (order == 0)
    order = (one->amount < two->amount) - (one->amount > two->amount);
  return order != 0 ? order : compare_labels (one, two);
}

static int
compare_by_label (gconstpointer a, gconstpointer b)
{
  const KtReportGroup *one = *(gpointer const *)a, *two = *(gpointer const *)b;
  int order = compare_labels (one, two);
  return order != 0 ? order : strcmp (one->currency, two->currency);
}

void
kt_report_groups_sort_amount (KtReportGroups *groups)
{
  g_ptr_array_sort (groups->groups, compare_amounts);
}

void
kt_report_groups_sort_label (KtReportGroups *groups)
{
  g_ptr_array_sort (groups->groups, compare_by_label);
}
