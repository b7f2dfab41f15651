#include "config.h"
#include "kontor/collection.h"

const KtPlaceDriver *
kt_place_driver (KtSourceKind kind)
{
  switch (kind)
    {
    case KT_SOURCE_VDIR:
      return &kt_vdir_driver;
    case KT_SOURCE_ICS_FILE:
      return &kt_ics_file_driver;
    default:
      return NULL;
    }
}
