// The commands: each takes its options and standard output, and returns the exit code.
#pragma once

#include "tools/options/options.hpp"
#include "tools/output.hpp"

namespace zoneproof {

int run(const CheckCommand&, Output&);
int run(const RecordCommand&, Output&);
int run(const ExplainCommand&, Output&);
int run(const RulesCommand&, Output&);
int run(const VersionCommand&, Output&);
int run(const CorpusBuildCommand&, Output&);
int run(const CorpusListCommand&, Output&);
int run(const CorpusFromRecipeCommand&, Output&);
int run(const CorpusExportCommand&, Output&);
int run(const CorpusMutateCommand&, Output&);
int run(const CorpusVectorsCommand&, Output&);
int run(const ConformListCommand&, Output&);
int run(const ConformRunCommand&, Output&);
int run(const ConformServeCommand&, Output&);
int run(const KeysCommand&, Output&);
int run(const RolloverCommand&, Output&);
int run(const PlanCommand&, Output&);
int run(const MarginCommand&, Output&);
int run(const AnchorsCommand&, Output&);
int run(const SimulateCommand&, Output&);
int run(const ChainCommand&, Output&);

}  // namespace zoneproof
