#include "config.h"
#include "kontor/day-view.h"
#include "kontor/table.h"
#include "kontor/term.h"
#include <glib/gi18n.h>

/* Hundredths of a millimetre: whole numbers, because a locale may write its decimals with commas.
 */
#define PAGE_WIDTH 28100 /* A4 landscape without margins */
#define TIME_WIDTH 1100
#define GRID_HEIGHT 16600
#define MINUTE_MOST 50 /* a short day is not stretched over the whole page */
#define COLUMN_MOST 9000
#define HANDS_A_PAGE 7
#define ONE_LINE 700 /* a block lower than this shows one line */
#define HALF_HOUR 30

/* One page under way. Where a block stands is a rule in the style sheet, so that the policy can
 * name the one style sheet by its hash and forbid everything else. */
typedef struct
{
  const KtContext *context;
  const KtDaySheet *sheet;
  GString *style, *body;
  guint n_boxes;
  int begin, end; /* minutes */
  int minute;     /* height of one */
  int column;     /* width */
} Page;

static const char common_style[]
    = "@page{size:A4 landscape;margin:8mm}"
      "*{box-sizing:border-box}"
      "body{margin:0;font:8pt/1.2 'DejaVu Sans',Arial,sans-serif;color:#000;background:#fff}"
      ".page{width:281mm;height:193mm;position:relative;overflow:hidden;break-after:page}"
      ".page:last-child{break-after:auto}"
      "h1{font-size:12pt;margin:0;display:flex;justify-content:space-between}"
      "p{margin:0;font-size:7.5pt}"
      ".foot{position:absolute;bottom:0;white-space:pre}"
      ".grid{position:absolute;left:0;right:0;top:16mm}"
      ".t{position:absolute;left:0;right:0;border-top:.1mm solid #999;font-size:7pt}"
      ".h{position:absolute;top:-5mm;height:5mm;font-weight:bold;font-size:9pt;overflow:hidden;"
      "white-space:nowrap;text-overflow:ellipsis}"
      ".b{position:absolute;overflow:hidden;border:.2mm solid #000;background:#fff;"
      "padding:.2mm .8mm}"
      ".one{white-space:nowrap;text-overflow:ellipsis;padding-top:0}"
      ".closed{background:#ddd;border:0;text-align:center;print-color-adjust:exact}"
      ".event{border-style:dashed;background:#f2f2f2;print-color-adjust:exact}"
      ".free{border:0;background:none;color:#444;font-style:italic;text-align:center}"
      ".done{color:#555}"
      ".unsure{border-style:dashed}"
      ".allergy{border-left:1.4mm solid #000}"
      ".gap{border-width:.1mm 0;border-style:dotted;background:none;color:#444;"
      "font-style:italic;display:flex;align-items:flex-end}"
      "strong{border:.2mm solid #000;padding:0 .5mm}"
      "small{font-size:7pt}";

static void
append_text (GString *out, const char *text)
{
  g_autofree char *safe = kt_term_safe (text, KT_TERM_LINE);
  g_autofree char *escaped = g_markup_escape_text (safe, -1);
  g_string_append (out, escaped);
}

/* A new box; its place goes into the style sheet. */
static void
begin_box (Page *page, const char *class, int left, int top, int width, int height)
{
  g_string_append_printf (page->style,
                          "#b%u{left:%d.%02dmm;top:%d.%02dmm;width:%d.%02dmm;height:%d.%02dmm}",
                          page->n_boxes, left / 100, left % 100, top / 100, top % 100, width / 100,
                          width % 100, height / 100, height % 100);
  g_string_append_printf (page->body, "<div class=\"%s\" id=\"b%u\">", class, page->n_boxes++);
}

static void
append_times (Page *page)
{
  for (int minute = page->begin; minute < page->end; minute += HALF_HOUR)
    {
      begin_box (page, "t", 0, (minute - page->begin) * page->minute, PAGE_WIDTH,
                 HALF_HOUR * page->minute);
      g_string_append_printf (page->body, "%02d:%02d</div>\n", minute / 60 % 24, minute % 60);
    }
}

static const char *
class_of (const KtSheetBlock *block)
{
  static const char *const kinds[] = { "b", "b event", "b closed", "b free" };
  return kinds[block->kind];
}

static void
append_allergy (Page *page, const KtSheetBlock *block)
{
  if (block->allergy == NULL)
    return;
  g_string_append (page->body, "<strong>");
  append_text (page->body, block->allergy);
  g_string_append (page->body, "</strong> ");
}

/* What matters most first, for the block may be one line high: then the warning is. */
static void
append_visit (Page *page, const KtSheetBlock *block, gboolean one_line)
{
  char color;
  g_string_append_printf (page->body, "<small>%02d:%02d</small> ", block->start / 60 % 24,
                          block->start % 60);
  const char *mark = kt_day_mark (block, &color);
  if (*mark != ' ')
    g_string_append_printf (page->body, "%s ", mark);
  if (one_line)
    append_allergy (page, block);
  g_string_append (page->body, "<b>");
  append_text (page->body, block->who != NULL ? block->who : "");
  g_string_append (page->body, "</b> ");
  if (!one_line)
    append_allergy (page, block);
  append_text (page->body, block->what != NULL ? block->what : "");
  if (block->phone != NULL)
    {
      g_string_append (page->body, " <small>");
      append_text (page->body, block->phone);
      g_string_append (page->body, "</small>");
    }
  if (block->text != NULL && *block->text != '\0')
    {
      g_string_append (page->body, " · ");
      append_text (page->body, block->text);
    }
}

static void
append_content (Page *page, const KtSheetBlock *block, gboolean one_line)
{
  if (block->kind == KT_SHEET_VISIT)
    append_visit (page, block, one_line);
  else if (block->kind == KT_SHEET_FREE)
    g_string_append_printf (page->body, _ ("free %02d:%02d–%02d:%02d"), block->start / 60 % 24,
                            block->start % 60, block->end / 60 % 24, block->end % 60);
  else
    append_text (page->body,
                 block->what != NULL && *block->what != '\0' ? block->what : _ ("closed"));
}

static void
append_block (Page *page, const KtSheetBlock *block, int left)
{
  gboolean beside = block->flags & (KT_SHEET_NESTED | KT_SHEET_OVERLAPS);
  int end = MIN (block->end, page->end);
  int height = MAX ((end - block->start) * page->minute - 20, 300);
  g_autofree char *class = g_strconcat (
      class_of (block), height < ONE_LINE ? " one" : "",
      block->flags & KT_SHEET_ALLERGY ? " allergy" : "",
      block->flags & KT_SHEET_UNSURE ? " unsure" : "",
      block->flags & (KT_SHEET_DONE | KT_SHEET_NO_SHOW) ? " done" : "", NULL);
  int indent = beside ? page->column / 4 : 0;
  begin_box (page, class, left + indent, (block->start - page->begin) * page->minute,
             page->column - indent - 100, height);
  append_content (page, block, height < ONE_LINE);
  g_string_append (page->body, "</div>\n");
  for (guint i = 0; i < block->gaps->len; i++)
    {
      const KtSheetGap *gap = &g_array_index (block->gaps, KtSheetGap, i);
      begin_box (page, "b gap one", left + 40, (gap->start - page->begin) * page->minute,
                 page->column - 180, MAX ((gap->end - gap->start) * page->minute - 20, 20));
      g_autofree char *works = g_strdup_printf (_ ("%s works"), gap->what);
      append_text (page->body, works);
      g_string_append (page->body, "</div>\n");
    }
}

static void
append_hand (Page *page, guint hand, int left)
{
  const KtSheetHand *who = page->sheet->hands->pdata[hand];
  g_autofree char *money = kt_say_sums (who->sums);
  begin_box (page, "h", left, -500, page->column - 100, 500);
  append_text (page->body, who->name);
  if (who->visits > 0)
    g_string_append_printf (page->body, " &nbsp; %u%s%s", who->visits, *money != '\0' ? " · " : "",
                            money);
  g_string_append (page->body, "</div>\n");
  for (guint i = 0; i < page->sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = page->sheet->blocks->pdata[i];
      if (block->hand == hand)
        append_block (page, block, left);
    }
}

static void
append_head (Page *page)
{
  const KtDaySheet *sheet = page->sheet;
  g_autofree char *date = kt_say_date (page->context, sheet->day);
  g_autofree char *money = kt_say_sums (sheet->sums);
  g_autofree char *count
      = g_strdup_printf (ngettext ("%u visit", "%u visits", sheet->visits), sheet->visits);
  g_string_append (page->body, "<h1><span>");
  append_text (page->body, date);
  g_string_append (page->body, "</span><span>");
  append_text (page->body, count);
  g_string_append_printf (page->body, "%s", *money != '\0' ? " &nbsp; " : "");
  append_text (page->body, money);
  g_string_append (page->body, "</span></h1>\n");
  for (guint i = 0; i < sheet->notes->len; i++)
    {
      g_string_append (page->body, i == 0 ? "<p>" : " · ");
      append_text (page->body, sheet->notes->pdata[i]);
    }
  g_string_append (page->body, sheet->notes->len > 0 ? "</p>\n" : "");
}

static void
append_foot (Page *page)
{
  g_autofree char *legend = kt_day_legend (page->sheet, G_MAXINT);
  if (legend == NULL)
    return;
  g_autoptr (GString) plain = g_string_new (NULL);
  KtContext colorless = { .out = plain };
  kt_out_marked (&colorless, legend);
  g_string_append (page->body, "<p class=\"foot\">");
  append_text (page->body, plain->str);
  g_string_append (page->body, "</p>\n");
}

static void
append_page (Page *page, guint first, guint n)
{
  page->column = MIN ((PAGE_WIDTH - TIME_WIDTH) / (int)MAX (n, 1), COLUMN_MOST);
  g_string_append (page->body, "<div class=\"page\">\n");
  append_head (page);
  g_string_append (page->body, "<div class=\"grid\">\n");
  append_times (page);
  for (guint hand = first; hand < first + n; hand++)
    append_hand (page, hand, TIME_WIDTH + (int)(hand - first) * page->column);
  g_string_append (page->body, "</div>\n");
  append_foot (page);
  g_string_append (page->body, "</div>\n");
}

static void
find_span (Page *page)
{
  page->begin = 9 * 60;
  page->end = 10 * 60;
  for (guint i = 0; i < page->sheet->blocks->len; i++)
    {
      const KtSheetBlock *block = page->sheet->blocks->pdata[i];
      page->begin = i == 0 ? block->start : MIN (page->begin, block->start);
      page->end = i == 0 ? block->end : MAX (page->end, block->end);
    }
  page->begin -= page->begin % HALF_HOUR;
  page->end += (HALF_HOUR - page->end % HALF_HOUR) % HALF_HOUR;
  page->minute = MIN (GRID_HEIGHT / MAX (page->end - page->begin, HALF_HOUR), MINUTE_MOST);
}

static char *
hash_of (const GString *style)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[32];
  gsize length = sizeof digest;
  g_checksum_update (checksum, (const guchar *)style->str, (gssize)style->len);
  g_checksum_get_digest (checksum, digest, &length);
  return g_base64_encode (digest, length);
}

char *
kt_day_html (const KtContext *context, const KtDaySheet *sheet)
{
  g_autoptr (GString) style = g_string_new (common_style), body = g_string_new (NULL);
  Page page = { .context = context, .sheet = sheet, .style = style, .body = body };
  guint n = sheet->hands->len, pages = (MAX (n, 1) + HANDS_A_PAGE - 1) / HANDS_A_PAGE;
  guint hands = (n + pages - 1) / pages;
  find_span (&page);
  for (guint i = 0; i < pages; i++)
    append_page (&page, MIN (i * hands, n), MIN (hands, n - MIN (i * hands, n)));
  GString *html = g_string_new (NULL);
  g_autofree char *hash = hash_of (style);
  g_autofree char *title = kt_say_date (context, sheet->day);
  g_string_append_printf (
      html,
      "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
      "style-src 'sha256-%s'\">\n<title>",
      hash);
  append_text (html, title);
  g_string_append_printf (html, "</title>\n<style>%s</style></head>\n<body>\n%s</body></html>\n",
                          style->str, body->str);
  return g_string_free (html, FALSE);
}
