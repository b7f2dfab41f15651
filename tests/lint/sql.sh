# Every table and column of both databases says in its SQL what it is for.
. "${srcdir:?}/tests/lint/tap.sh"

uncommented () {
  awk '
    FNR == 1 { before = ""; table = "" }
    /^CREATE (VIRTUAL )?TABLE / && !/TRIGGER/ {
      name = $3 == "TABLE" ? $4 : $3
      if (before !~ /^--/) print FILENAME ": table " name
      table = /USING/ ? "" : name
    }
    table != "" && /^  [a-z_]+ (TEXT|INTEGER|BLOB|REAL|ANY)/ {
      if ($0 !~ / -- ./ && before !~ /^  --/) print FILENAME ": " table "." $1
    }
    /^\)/ { table = "" }
    { before = $0 }' data/sql/*/*.sql
}

# What a trigger does must be the same wherever a changeset is applied: it feeds an index, no more.
trigger_targets () {
  awk '/^CREATE TRIGGER/ { at = 1 } /^END;/ { at = 0 }
    at && /INSERT INTO|UPDATE [a-z]+ SET|DELETE FROM/ && !/INSERT INTO [a-z_]*_fts / { print FILENAME ": " $0 }' \
    data/sql/book/*.sql
}

# With CASCADE an undo would silently take newer rows along; generated columns empty a changeset.
forbidden () { sed 's/--.*//' data/sql/book/*.sql | grep -nE 'CASCADE|GENERATED|SET NULL'; }

clean 'tables and columns have a comment' uncommented
clean 'triggers of the book only feed an index' trigger_targets
clean 'nothing in the book that undo cannot bear' forbidden

done_testing
