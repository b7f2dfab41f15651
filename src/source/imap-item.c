#include "config.h"
#include "imap-gmail.h"
#include "imap-session.h"
#include <time.h>

#define ZONE_MAX 1500 /* hours and minutes as a number */

/* "17-Jul-1996 02:44:25 -0700": the zone is the number as written. What no clock shows is 0. */
static gint64
utc_of (const struct mailimap_date_time *date)
{
  if (date->dt_year < 1970 || date->dt_year > 9999 || ABS ((gint64)date->dt_zone) > ZONE_MAX
      || !g_date_valid_dmy (date->dt_day, date->dt_month, date->dt_year) || date->dt_hour > 23
      || date->dt_min > 59 || date->dt_sec > 60)
    return 0;
  struct tm tm = { .tm_year = date->dt_year - 1900,
                   .tm_mon = date->dt_month - 1,
                   .tm_mday = date->dt_day,
                   .tm_hour = date->dt_hour,
                   .tm_min = date->dt_min,
                   .tm_sec = date->dt_sec };
  int zone = date->dt_zone;
  gint64 local = timegm (&tm);
  return MAX (local - (zone / 100 * 60 + zone % 100) * 60, 0);
}

static void
take_static (const struct mailimap_msg_att_static *attribute, KtSourceItem *item)
{
  const struct mailimap_msg_att_body_section *body;
  switch (attribute->att_type)
    {
    case MAILIMAP_MSG_ATT_UID:
      item->uid = attribute->att_data.att_uid;
      break;
    case MAILIMAP_MSG_ATT_RFC822_SIZE:
      item->size = attribute->att_data.att_rfc822_size;
      break;
    case MAILIMAP_MSG_ATT_INTERNALDATE:
      item->time = utc_of (attribute->att_data.att_internal_date);
      break;
    case MAILIMAP_MSG_ATT_BODY_SECTION:
      body = attribute->att_data.att_body_section;
      item->data = body->sec_body_part != NULL ? body->sec_body_part : "";
      item->length = body->sec_body_part != NULL ? body->sec_length : 0;
      break;
    default:
      break;
    }
}

KtSourceItem
kt_imap_read_item (const struct mailimap_msg_att *answer)
{
  KtSourceItem item = { 0 };
  for (clistiter *i = clist_begin (answer->att_list); i != NULL; i = clist_next (i))
    {
      const struct mailimap_msg_att_item *part = clist_content (i);
      if (part->att_type == MAILIMAP_MSG_ATT_ITEM_DYNAMIC)
        item.flags |= kt_imap_flags (part->att_data.att_dyn);
      else if (part->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
        take_static (part->att_data.att_static, &item);
      else
        kt_gmail_take (part, &item.flags);
    }
  return item;
}
