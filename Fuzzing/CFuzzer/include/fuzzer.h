// What the harness needs of libFuzzer, which is linked without its own main.
#ifndef REGOAL_FUZZER_H
#define REGOAL_FUZZER_H

#include <stddef.h>
#include <stdint.h>

typedef int (*rg_fuzz_target)(const uint8_t *_Nullable data, size_t size);

// Runs a target by libFuzzer's command line until it is told to end or something is found.
int LLVMFuzzerRunDriver(int *_Nonnull argc, char *_Nullable *_Nullable *_Nonnull argv, rg_fuzz_target _Nonnull target);

#endif
