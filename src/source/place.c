#include "config.h"
#include "kontor/collection.h"

const KtPlaceDriver *
kt_place_driver (KtSourceKind kind)
{
  switch (kind)
    {
    default:
      return NULL;
    }
}
