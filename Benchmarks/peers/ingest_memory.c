/* Ingest from memory, in C: what SQLite and SHA-256 cost when everything else is free.

     ingest_memory ROWS DATABASE          digests computed from the canonical texts
     ingest_memory ROWS DATABASE --write  digests taken as they are: SQLite alone
     ingest_memory --version              the libraries

   Loads the rows that prepare_rows.py wrote, then, timed, makes the database and writes them with
   prepared statements, in transactions of the same size, to the last checkpoint. Prints one JSON
   object: seconds, trajectories, steps. */

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
  const char *text;
  uint32_t length;
} Text;

static sqlite3 *db;
static const char *at;

static void fail(const char *what) {
  fprintf(stderr, "error: %s: %s\n", what, db ? sqlite3_errmsg(db) : "");
  exit(1);
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec +
         (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static uint32_t number(void) {
  uint32_t value;
  memcpy(&value, at, sizeof value);
  at += sizeof value;
  return value;
}

static Text text(void) {
  Text found;
  found.length = number();
  found.text = at;
  at += found.length;
  return found;
}

static void bind_text(sqlite3_stmt *statement, int place, Text value) {
  sqlite3_bind_text(statement, place, value.text, (int)value.length, SQLITE_STATIC);
}

/* Binds the next values to the parameters from first to last. */
static void bind_values(sqlite3_stmt *statement, int first, int last) {
  for (int place = first; place <= last; place++) {
    switch (*at++) {
    case 0:
      sqlite3_bind_null(statement, place);
      break;
    case 1: {
      int64_t value;
      memcpy(&value, at, sizeof value);
      at += sizeof value;
      sqlite3_bind_int64(statement, place, value);
      break;
    }
    case 2: {
      double value;
      memcpy(&value, at, sizeof value);
      at += sizeof value;
      sqlite3_bind_double(statement, place, value);
      break;
    }
    default:
      bind_text(statement, place, text());
    }
  }
}

/* Runs a statement and returns how many rows it changed. */
static int run(sqlite3_stmt *statement) {
  int code = sqlite3_step(statement);
  sqlite3_reset(statement);
  if (code != SQLITE_DONE) fail("a statement failed");
  return sqlite3_changes(db);
}

static void execute(const char *sql) {
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static void execute_text(Text sql) {
  char *copy = strndup(sql.text, sql.length);
  if (!copy) fail("no memory");
  execute(copy);
  free(copy);
}

static sqlite3_stmt *prepare(Text sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v3(db, sql.text, (int)sql.length, SQLITE_PREPARE_PERSISTENT, &statement,
                         NULL) != SQLITE_OK)
    fail("a statement cannot be prepared");
  return statement;
}

/* The next canonical text's digest: computed, or the one that stands behind it. */
static Text digest(int is_computed, char buffer[71]) {
  static EVP_MD *algorithm;
  static EVP_MD_CTX *context;
  static const char hexadecimal[] = "0123456789abcdef";
  Text canonical = text(), stored = text();
  if (!is_computed) return stored;
  if (!algorithm) {
    algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    context = EVP_MD_CTX_new();
  }
  unsigned char bytes[32];
  if (!EVP_DigestInit_ex2(context, algorithm, NULL) ||
      !EVP_DigestUpdate(context, canonical.text, canonical.length) ||
      !EVP_DigestFinal_ex(context, bytes, NULL))
    fail("SHA-256");
  memcpy(buffer, "sha256:", 7);
  for (int i = 0; i < 32; i++) {
    buffer[7 + 2 * i] = hexadecimal[bytes[i] >> 4];
    buffer[8 + 2 * i] = hexadecimal[bytes[i] & 15];
  }
  return (Text){buffer, 71};
}

static char *load(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) fail(path);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc((size_t)size);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) fail(path);
  fclose(file);
  return bytes;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "--version") == 0) {
    printf("SQLite %s; for C %s\n", sqlite3_libversion(), OpenSSL_version(OPENSSL_VERSION));
    return 0;
  }
  if (count < 3) {
    fprintf(stderr, "usage: ingest_memory ROWS DATABASE [--write]\n");
    return 64;
  }
  int is_computed = count < 4;
  char *rows = load(arguments[1]);
  at = rows;

  double start = seconds(), cpu_start = cpu_seconds();
  if (sqlite3_open(arguments[2], &db) != SQLITE_OK) fail(arguments[2]);
  execute_text(text());
  execute_text(text());
  sqlite3_stmt *source = prepare(text()), *task = prepare(text()), *group = prepare(text());
  sqlite3_stmt *trajectory = prepare(text()), *step = prepare(text());
  uint32_t group_size = number(), in_group = 0;
  int64_t task_id = 0, run_id = 0, step_index = 0;
  long trajectories = 0, steps = 0;
  int is_new_task = 0, is_new_run = 0;
  char buffer[71];
  execute("BEGIN IMMEDIATE");
  for (char kind = *at++; kind != 'E'; kind = *at++) {
    switch (kind) {
    case 'S':
      bind_values(source, 1, 3);
      run(source);
      break;
    case 'T':
      bind_text(task, 1, digest(is_computed, buffer));
      bind_values(task, 2, 4);
      is_new_task = run(task);
      task_id = sqlite3_last_insert_rowid(db);
      break;
    case 'G':
      sqlite3_bind_int64(group, 1, task_id);
      bind_values(group, 2, 3);
      if (is_new_task) run(group);
      break;
    case 'R':
      if (in_group++ == group_size) {
        execute("COMMIT");
        execute("BEGIN IMMEDIATE");
        in_group = 1;
      }
      bind_text(trajectory, 1, digest(is_computed, buffer));
      bind_values(trajectory, 2, 15);
      is_new_run = run(trajectory);
      run_id = sqlite3_last_insert_rowid(db);
      step_index = 0;
      trajectories += is_new_run;
      break;
    case 'P':
      sqlite3_bind_int64(step, 1, run_id);
      sqlite3_bind_int64(step, 2, step_index++);
      bind_values(step, 3, 9);
      if (is_new_run) steps += run(step);
      break;
    default:
      fail("not a file of rows");
    }
  }
  execute("COMMIT");
  sqlite3_finalize(source);
  sqlite3_finalize(task);
  sqlite3_finalize(group);
  sqlite3_finalize(trajectory);
  sqlite3_finalize(step);
  if (sqlite3_close(db) != SQLITE_OK) fail("close");
  double end = seconds(), cpu_end = cpu_seconds();
  printf("{\"seconds\": %.6f, \"cpu_seconds\": %.6f, \"trajectories\": %ld, \"steps\": %ld}\n",
         end - start, cpu_end - cpu_start, trajectories, steps);
  free(rows);
  return 0;
}
