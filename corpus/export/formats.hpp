// The formats of corpus export. Private to corpus/export.
#pragma once

#include "corpus/export/export.hpp"

namespace zoneproof::corpus {

std::unique_ptr<Exporter> testbound_exporter(const ExportOptions&);
std::unique_ptr<Exporter> deckard_exporter(const ExportOptions&);
std::unique_ptr<Exporter> message_exporter(const ExportOptions&);
std::unique_ptr<Exporter> zone_seed_exporter(const ExportOptions&);
std::unique_ptr<Exporter> rdata_seed_exporter(const ExportOptions&);
std::unique_ptr<Exporter> pcap_exporter(const ExportOptions&);
std::unique_ptr<Exporter> dictionary_exporter(const ExportOptions&);

}  // namespace zoneproof::corpus
