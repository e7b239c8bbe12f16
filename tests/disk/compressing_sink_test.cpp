#include "disk/compressing_sink.h"

#include <brotli/decode.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <zlib.h>

#include "site/disk_board.h"

namespace rolepress::testing {
namespace {

namespace fs = std::filesystem;
using Pages = std::map<std::string, std::string>;

std::string gunzip(const std::string& bytes, std::size_t size) {
  std::string text(size, '\0');
  z_stream stream{};
  EXPECT_EQ(inflateInit2(&stream, 15 + 16), Z_OK);
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return text;
}

std::string unbrotli(const std::string& bytes, std::size_t size) {
  std::string text(size, '\0');
  EXPECT_EQ(
      BrotliDecoderDecompress(bytes.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()),
                              &size, reinterpret_cast<std::uint8_t*>(text.data())),
      BROTLI_DECODER_RESULT_SUCCESS);
  text.resize(size);
  return text;
}

std::string repeated(const std::string& text) {
  std::string result;
  for (int i = 0; i < 100; ++i) result += text;
  return result;
}

class CompressingSinkTest : public ::testing::Test {
 protected:
  PublishReport publish(const Pages& files, bool compress = true) const {
    OutputFolder folder(public_);
    EXPECT_TRUE(folder.open().empty());
    CompressingSink compressing(folder);
    OutputSink& sink = compress ? static_cast<OutputSink&>(compressing) : folder;
    for (const auto& [path, text] : files) sink.write(path, text);
    compressing.finish();
    const auto report = folder.commit();
    EXPECT_TRUE(report);
    return report ? *report : PublishReport{};
  }
  [[nodiscard]] struct stat status(const std::string& name) const {
    struct stat result {};
    EXPECT_EQ(stat((public_ / name).c_str(), &result), 0) << name;
    return result;
  }
  void expect_equal_times(const std::string& name) const {
    for (const char* ending : {".gz", ".br"}) {
      EXPECT_EQ(status(name).st_mtim.tv_sec, status(name + ending).st_mtim.tv_sec);
      EXPECT_EQ(status(name).st_mtim.tv_nsec, status(name + ending).st_mtim.tv_nsec);
    }
  }

  TemporaryFolder folder_;
  fs::path public_ = folder_.path() / "public";
};

TEST_F(CompressingSinkTest, BothCompressedFilesHoldTheText) {
  const std::string text = repeated("a page of a board");
  publish({{"index.html", text}});
  const std::string gz = read_text_file(public_ / "index.html.gz");
  const std::string br = read_text_file(public_ / "index.html.br");
  EXPECT_EQ(gunzip(gz, text.size()), text);
  EXPECT_EQ(unbrotli(br, text.size()), text);
  EXPECT_LT(gz.size(), text.size() / 4);
  EXPECT_LT(br.size(), text.size() / 4);
  expect_equal_times("index.html");
}

TEST_F(CompressingSinkTest, WhatIsNoTextOrTooSmallIsLeftAlone) {
  publish({{"a.png", repeated("x")}, {"tiny.txt", "x"}});
  EXPECT_EQ(published(public_), (Pages{{"a.png", repeated("x")}, {"tiny.txt", "x"}}));
}

TEST_F(CompressingSinkTest, OfAnUnchangedTextTheCompressedFilesAreKept) {
  publish({{"a.html", repeated("a")}, {"b.html", repeated("b")}});
  const auto inode = status("a.html.br").st_ino;
  const PublishReport report = publish({{"a.html", repeated("a")}, {"b.html", repeated("new")}});
  EXPECT_EQ(report.changed, 3u);
  EXPECT_EQ(report.unchanged, 3u);
  EXPECT_EQ(status("a.html.br").st_ino, inode);
  EXPECT_EQ(gunzip(read_text_file(public_ / "b.html.gz"), 300), repeated("new"));
  expect_equal_times("a.html");
  expect_equal_times("b.html");
}

TEST_F(CompressingSinkTest, TurnedOnLaterTheFilesAreAsOldAsTheirTexts) {
  publish({{"a.html", repeated("a")}}, false);
  const timespec past[] = {{1000, 0}, {1000, 0}};
  ASSERT_EQ(utimensat(AT_FDCWD, (public_ / "a.html").c_str(), past, 0), 0);
  publish({{"a.html", repeated("a")}});
  EXPECT_EQ(status("a.html.gz").st_mtim.tv_sec, 1000);
  expect_equal_times("a.html");
}

TEST_F(CompressingSinkTest, TurnedOffAgainTheyGo) {
  publish({{"a.html", repeated("a")}});
  EXPECT_EQ(publish({{"a.html", repeated("a")}}, false).removed.size(), 2u);
  EXPECT_EQ(published(public_), (Pages{{"a.html", repeated("a")}}));
}

TEST_F(CompressingSinkTest, AfterAnEditByHandTheCompressedFilesAreOfTheNewText) {
  publish({{"a.html", repeated("a")}});
  write_file(public_ / "a.html", repeated("b"));
  publish({{"a.html", repeated("b")}});
  EXPECT_EQ(gunzip(read_text_file(public_ / "a.html.gz"), 100), repeated("b"));
  EXPECT_EQ(unbrotli(read_text_file(public_ / "a.html.br"), 100), repeated("b"));
}

// Beside what is published stands the site before the last, with an older text of that name.
TEST_F(CompressingSinkTest, TheTimeIsThatOfTheTextThatIsPublished) {
  const auto set_time = [&](time_t seconds) {
    const timespec times[] = {{seconds, 0}, {seconds, 0}};
    ASSERT_EQ(utimensat(AT_FDCWD, (public_ / "a.html").c_str(), times, 0), 0);
  };
  publish({{"a.html", repeated("a")}}, false);
  set_time(1000);
  publish({{"a.html", repeated("b")}}, false);
  set_time(2000);
  publish({{"a.html", repeated("b")}});
  expect_equal_times("a.html");
}

TEST_F(CompressingSinkTest, AFileOfTheSiteWithSuchANameStaysWhatItIs) {
  for (int i = 0; i < 3; ++i) {
    publish({{"x.js", repeated("x")}, {"x.js.gz", "mine"}, {"z.txt", std::to_string(i)}});
    EXPECT_EQ(read_text_file(public_ / "x.js.gz"), "mine") << i;
    EXPECT_EQ(unbrotli(read_text_file(public_ / "x.js.br"), 100), repeated("x"));
  }
  EXPECT_EQ(publish({{"x.js", repeated("x")}, {"x.js.gz", "mine"}}).changed, 0U);
}

}  // namespace
}  // namespace rolepress::testing
