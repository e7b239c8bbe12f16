// The only user of kainjow Mustache. Its engine walks the compiled template and asks the context
// for every tag. All text stands in tags, so the context appends each where the page is made and
// gives the engine nothing to show: a page is copied once.

#include <kainjow/mustache.hpp>

#include "render/template_place.h"
#include "render/templates.h"

namespace rolepress {

namespace mustache = kainjow::mustache;

class TemplateRenderer::Context : public mustache::basic_context<std::string> {
 public:
  explicit Context(const CompiledTemplate& compiled) : compiled_(compiled) {}

  void begin(const std::vector<const void*>& selves, const Site& site, std::string& out) {
    site_ = &site;
    out_ = &out;
    frames_.clear();
    for (std::size_t i = 0; i < selves.size(); ++i) {
      frames_.push_back({compiled_.roots[i], selves[i], 0, 0});
    }
  }

  // The engine calls get, then push at once for a section that it enters; for a list it pushes
  // every item of the list that it was given, in turn.
  const mustache::data* get(const std::string& name) const override {
    const Place place = decode_place(name);
    switch (place.use) {
      case PlaceUse::kLiteral:
        out_->append(compiled_.texts[place.index]);
        return nullptr;
      case PlaceUse::kOfSite:
        out_->append(of_site_[place.index]);
        return nullptr;
      case PlaceUse::kValue: {
        const Frame& frame = frame_at(place.depth);
        const ViewField& field = frame.type->fields[place.index];
        field.show(field, frame.self, *site_, *out_);
        return nullptr;
      }
      case PlaceUse::kSection:
      case PlaceUse::kInverted:
        return enter(place);
    }
    return nullptr;
  }

  void add_of_site(std::string text) { of_site_.push_back(std::move(text)); }
  void forget_of_site() { of_site_.clear(); }

  void push(const mustache::data* data) override {
    const bool is_object = pending_.type != nullptr;
    const bool is_flag = !is_object && data == &yes_;
    if (is_object) {
      frames_.push_back(std::exchange(pending_, {}));
    } else if (!is_flag) {
      const List& list = lists_[open_lists_ - 1];
      const auto item = static_cast<std::size_t>(data - list.carrier->list_value().data());
      frames_.push_back({list.type, list.items[item], item, list.items.size()});
    }
    sections_.push_back(!is_flag);
  }

  void pop() override {
    const bool has_frame = sections_.back();
    sections_.pop_back();
    if (!has_frame) return;  // a flag changes no meaning
    const Frame& frame = frames_.back();
    if (frame.items > 0 && frame.item + 1 == frame.items) --open_lists_;
    frames_.pop_back();
  }

  const mustache::data* get_partial(const std::string&) const override { return nullptr; }

 private:
  struct Frame {
    const ViewType* type;
    const void* self;
    std::size_t item;   // within its list
    std::size_t items;  // of that list; 0 = it is in none
  };
  struct List {
    const ViewType* type;
    const mustache::data* carrier;
    std::vector<const void*> items;
  };

  [[nodiscard]] const Frame& frame_at(std::size_t depth) const {
    return frames_[frames_.size() - 1 - depth];
  }

  [[nodiscard]] const mustache::data* enter(const Place& place) const {
    const Frame& frame = frame_at(place.depth);
    if (place.index >= kFirstItem) {
      const bool first = place.index == kFirstItem;
      return answer(place.use, first ? frame.item == 0 : frame.item + 1 == frame.items);
    }
    const ViewField& field = frame.type->fields[place.index];
    switch (field.kind) {
      case ValueKind::kText:
      case ValueKind::kHtml:
      case ValueKind::kFlag:
        return answer(place.use, field.holds(field, frame.self, *site_));
      case ValueKind::kObject: {
        const void* object = field.object(field, frame.self, *site_);
        if (place.use == PlaceUse::kSection && object != nullptr) {
          pending_ = {&field.type(), object, 0, 0};
        }
        return answer(place.use, object != nullptr);
      }
      case ValueKind::kList:
        return enter_list(place.use, field, frame.self);
    }
    return nullptr;
  }

  // To an inverted section null means "render, and push nothing".
  [[nodiscard]] const mustache::data* answer(PlaceUse use, bool yes) const {
    if (use == PlaceUse::kInverted) return yes ? &yes_ : nullptr;
    return yes ? &yes_ : &no_;
  }

  // The engine repeats a section for each element of a list. The elements it gets are blanks whose
  // position tells which item is meant.
  const mustache::data* enter_list(PlaceUse use, const ViewField& field, const void* self) const {
    if (lists_.size() == open_lists_) lists_.emplace_back();
    List& list = lists_[open_lists_];  // of a section that has ended, for its memory
    list.items.clear();
    field.items(field, self, *site_, list.items);
    if (use == PlaceUse::kInverted || list.items.empty()) return answer(use, !list.items.empty());
    list.type = &field.type();
    list.carrier = carrier_of(list.items.size());
    ++open_lists_;
    return list.carrier;
  }

  [[nodiscard]] const mustache::data* carrier_of(std::size_t items) const {
    if (carriers_.size() <= items) carriers_.resize(items + 1);
    auto& carrier = carriers_[items];
    if (!carrier) carrier = std::make_unique<mustache::data>(mustache::list(items, true));
    return carrier.get();
  }

  const CompiledTemplate& compiled_;
  const Site* site_ = nullptr;
  std::string* out_ = nullptr;
  std::vector<std::string> of_site_;
  std::vector<Frame> frames_;
  std::vector<bool> sections_;  // open ones: have they a frame?
  mutable Frame pending_{};     // of the object that the engine is about to push
  mutable std::vector<List> lists_;
  mutable std::size_t open_lists_ = 0;
  mutable std::vector<std::unique_ptr<mustache::data>> carriers_;  // by the number of items
  const mustache::data yes_{true};
  const mustache::data no_{false};
};

struct TemplateRenderer::Engine {
  explicit Engine(const CompiledTemplate& compiled)
      : context(compiled), parsed(compiled.mustache), of_site(compiled.of_site) {}

  void render(mustache::mustache& part, const std::vector<const void*>& selves, const Site& site,
              std::string& out) {
    struct Nothing {
      Nothing& operator<<(const std::string&) { return *this; }
    } nothing;
    context.begin(selves, site, out);
    mustache::basic_context<std::string>& base = context;
    part.render(base, nothing);
  }

  // The parts that are the same on every page of a site, once. One may hold those before it.
  void prepare(const std::vector<const void*>& selves, const Site& site) {
    if (prepared_for == &site) return;
    prepared_for = &site;
    context.forget_of_site();
    for (const std::string& part : of_site) {
      mustache::mustache once(part);
      std::string text;
      render(once, selves, site, text);
      context.add_of_site(std::move(text));
    }
  }

  Context context;
  mustache::mustache parsed;
  const std::vector<std::string>& of_site;
  const Site* prepared_for = nullptr;
};

TemplateRenderer::TemplateRenderer(const CompiledTemplate& compiled)
    : engine_(std::make_unique<Engine>(compiled)) {}

TemplateRenderer::~TemplateRenderer() = default;
TemplateRenderer::TemplateRenderer(TemplateRenderer&&) noexcept = default;

void TemplateRenderer::render(const std::vector<const void*>& selves, const Site& site,
                              std::string& out) {
  engine_->prepare(selves, site);
  engine_->render(engine_->parsed, selves, site, out);
}

}  // namespace rolepress
