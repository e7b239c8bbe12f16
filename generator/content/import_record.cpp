#include "content/import_record.h"

#include <nlohmann/json.hpp>

#include "content/read_listings.h"
#include "content/write_yaml.h"

namespace rolepress {
namespace {

nlohmann::ordered_json to_json(const YamlNode& node) {
  if (node.kind == YamlNode::Kind::kMapping) {
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (const YamlEntry& entry : node.entries) json[entry.key] = to_json(entry.value);
    return json;
  }
  if (node.kind == YamlNode::Kind::kSequence) {
    nlohmann::ordered_json json = nlohmann::ordered_json::array();
    for (const YamlNode& item : node.items) json.push_back(to_json(item));
    return json;
  }
  return node.scalar;
}

}  // namespace

std::optional<ImportRecord> parse_import_record(const SourceFile& file, Reporter& report) {
  const std::vector<Listing> listings = read_listings(file, "listings", report);
  if (report.has_errors()) return std::nullopt;
  ImportRecord record;
  for (const Listing& listing : listings) {
    const YamlNode* facts = find_field(listing.columns, "facts");
    const std::string id = field_text(listing.columns, "id");
    const std::string role = field_text(listing.columns, "file");
    if (id.empty() || role.empty() || facts == nullptr) {
      report.error({}, "import-record", "the record of earlier imports is damaged",
                   "take it from the last commit, or delete it: files are then found by title");
      return std::nullopt;
    }
    record[id] = {role, *facts, field_text(listing.columns, "gone") == "true"};
  }
  return record;
}

std::string import_record_text(const ImportRecord& record) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& [id, listing] : record) {
    list.push_back({{"id", id}, {"file", listing.file}, {"facts", to_json(listing.facts)}});
    if (listing.is_gone) list.back()["gone"] = true;
  }
  return nlohmann::ordered_json({{"listings", list}})
             .dump(1, ' ', false, nlohmann::json::error_handler_t::replace) +
         "\n";
}

}  // namespace rolepress
