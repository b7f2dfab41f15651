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

# Databases out there were made by these: what changes comes as the next number, its comments too.
edited () {
  sha256sum -c --quiet 2>&1 <<'END'
4b09a88288acc7906c185ed00357dfdce9538cc4236a4a1defc9fa606fe5dc85  data/sql/book/001-initial.sql
23f955306976f37238c00a8ad6fa4462f97d3d3d019675dc4719ec73b00429b8  data/sql/book/002-salon.sql
a8e7fee5b4892f73bf27f5378eea34ccc239d7392ac60e03139ee914b8a411d7  data/sql/book/003-clients.sql
88669dbdd24794e7ceb01b1dbf9962618aafd2f076a9cf98031089dc7e0f6426  data/sql/mirror/001-initial.sql
046a2b70122fc29b6de571d8947958eb214b606c8c83cb246e0cdf2ca93d409f  data/sql/mirror/002-calendars.sql
6f892b98cc0991399cca8dcaa341fe332adc1cf23d5fad0ff7f8728a07a72230  data/sql/mirror/003-addressbooks.sql
END
}

clean 'tables and columns have a comment' uncommented
clean 'triggers of the book only feed an index' trigger_targets
clean 'nothing in the book that undo cannot bear' forbidden
clean 'migrations of old are as they were' edited

done_testing
