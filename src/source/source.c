#include "config.h"
#include "kontor/source.h"

const KtSourceDriver *
kt_source_driver (KtSourceKind kind)
{
  switch (kind)
    {
    case KT_SOURCE_IMAPS:
    case KT_SOURCE_IMAP_STARTTLS:
    case KT_SOURCE_IMAP_TUNNEL:
      return &kt_imap_driver;
    case KT_SOURCE_MAILDIR:
      return &kt_maildir_driver;
    case KT_SOURCE_EML:
      return &kt_eml_driver;
    case KT_SOURCE_MBOX:
      return &kt_mbox_driver;
    default:
      return NULL;
    }
}
