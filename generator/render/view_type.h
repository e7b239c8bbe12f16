#pragma once

// What templates can name. A view type is a table of names over a type of the model: it answers a
// template's names at render time, tells the template compiler which names exist, and documents
// them. Nothing is copied: values are read from the model when a template asks.

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/text.h"

namespace rolepress {

class Site;

enum class ValueKind {
  kText,    // escaped when shown; a section where it is not empty
  kHtml,    // made by the generator; shown with {{{ }}}
  kFlag,    // a section only
  kObject,  // a section that changes what names mean
  kList,    // a section for each item
};

struct ViewType;

/// Where the getter of a field leaves its value: the one member that its kind speaks of.
struct ValueSlot {
  std::string text;
  bool flag = false;
  const void* object = nullptr;
  std::vector<const void*> list;
};

struct ViewField {
  std::string_view name;
  ValueKind kind;
  const ViewType& (*type)();  // of an object or of a list's items
  void (*read)(const ViewField& field, const void* self, const Site& site, ValueSlot& slot);
  void (*getter)();  // as the builder was given it; `read` knows its true type
  std::string_view about;
  /// A name that must be shown before this one in the same section; empty = none.
  std::string_view needs;
};

struct ViewType {
  std::string_view name;
  std::vector<ViewField> fields;
};

/// Builds the table for views of T. Getters are captureless functions of (const T&, const Site&).
template <class T>
class ViewBuilder {
 public:
  explicit ViewBuilder(std::string_view name) { type_.name = name; }

  template <class Get>
  ViewBuilder& text(std::string_view name, Get get, std::string_view about,
                    std::string_view needs = {}) {
    using R = Result<Get>;
    return add(
        name, ValueKind::kText, nullptr, erase<R>(get),
        [](const ViewField& f, const void* self, const Site& site, ValueSlot& slot) {
          append_escaped(slot.text, call<R>(f, self, site));
        },
        about, needs);
  }

  template <class Get>
  ViewBuilder& html(std::string_view name, Get get, std::string_view about,
                    std::string_view needs = {}) {
    using R = Result<Get>;
    return add(
        name, ValueKind::kHtml, nullptr, erase<R>(get),
        [](const ViewField& f, const void* self, const Site& site, ValueSlot& slot) {
          slot.text.append(call<R>(f, self, site));
        },
        about, needs);
  }

  template <class Get>
  ViewBuilder& flag(std::string_view name, Get get, std::string_view about) {
    return add(name, ValueKind::kFlag, nullptr, erase<bool>(get),
               [](const ViewField& f, const void* self, const Site& site, ValueSlot& slot) {
                 slot.flag = call<bool>(f, self, site);
               },
               about, {});
  }

  /// The getter returns a pointer to what `type` describes; null where there is none.
  template <class Get>
  ViewBuilder& object(std::string_view name, const ViewType& (*type)(), Get get,
                      std::string_view about) {
    using R = Result<Get>;
    static_assert(std::is_pointer_v<R>);
    return add(name, ValueKind::kObject, type, erase<R>(get),
               [](const ViewField& f, const void* self, const Site& site, ValueSlot& slot) {
                 slot.object = call<R>(f, self, site);
               },
               about, {});
  }

  /// The getter returns a vector of what `type` describes, which outlives the page, or a vector of
  /// pointers to such.
  template <class Get>
  ViewBuilder& list(std::string_view name, const ViewType& (*type)(), Get get,
                    std::string_view about) {
    using R = Result<Get>;
    return add(name, ValueKind::kList, type, erase<R>(get),
               [](const ViewField& f, const void* self, const Site& site, ValueSlot& slot) {
                 using Item = typename std::remove_cvref_t<R>::value_type;
                 static_assert(std::is_pointer_v<Item> || std::is_reference_v<R>);
                 const auto& items = call<R>(f, self, site);
                 for (const Item& item : items) {
                   if constexpr (std::is_pointer_v<Item>) {
                     slot.list.push_back(item);
                   } else {
                     slot.list.push_back(&item);
                   }
                 }
               },
               about, {});
  }

  [[nodiscard]] ViewType build() { return std::move(type_); }

 private:
  template <class Get>
  using Result = std::invoke_result_t<Get, const T&, const Site&>;
  template <class R>
  using Getter = R (*)(const T&, const Site&);

  template <class R, class Get>
  static void (*erase(Get get))() {
    return reinterpret_cast<void (*)()>(static_cast<Getter<R>>(get));
  }

  template <class R>
  static R call(const ViewField& field, const void* self, const Site& site) {
    return reinterpret_cast<Getter<R>>(field.getter)(*static_cast<const T*>(self), site);
  }

  using Read = void (*)(const ViewField&, const void*, const Site&, ValueSlot&);

  ViewBuilder& add(std::string_view name, ValueKind kind, const ViewType& (*type)(),
                   void (*getter)(), Read read, std::string_view about, std::string_view needs) {
    type_.fields.push_back({name, kind, type, read, getter, about, needs});
    return *this;
  }

  ViewType type_;
};

}  // namespace rolepress
