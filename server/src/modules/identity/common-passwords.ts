/**
 * Passwords of eight signs and more that head the published lists of stolen ones, with those that people here think of first.
 * Lower case, without separators; whole words only (NIST SP 800-63B: compare with the list, demand no classes of signs).
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `00000000 01234567 0123456789 10203040 11223344 1122334455 11235813 12121212 123123123 1231231234 123321123 12341234 1234512345
  123454321 12345678 123456789 1234567890 12345678910 123456781 123456788 12345679 123456abc 123456789a 1234567a 12345qwert
  123abc123 123qweasd 123qweasdzxc 1314520520 13145201314 1357924680 147258369 14789632 147852369 159753159 159357159 159753456
  1a2b3c4d 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc 1qazxsw2 20082008 21212121 31415926 456456456 520131400 52013145201314
  5201314520 5201314a 52013141 5845201314 66668888 741852963 74108520 77585210 7758521a 789456123 7894561230 87654321 88886666
  963852741 987654321 9876543210 a1234567 a12345678 a123456789 a1b2c3d4 aa123456 aa12345678 aa123456789 aaa123456 abc12345 abc123456
  abc123456789 abcd1234 abcd12345 abcd123456 abcde12345 abcdefgh abcdefg1 abcdefg123 admin123 admin1234 admin123456 admin888
  adminadmin administrator alexander asd123456 asdasdasd asdf1234 asdfasdf asdfghjk asdfghjkl asdfjkl1 baseball baobao520 basketball
  beijing2008 blink182 buzhidao caonima123 changeme changeme1 charlie1 chocolate computer corvette dearbook default1 dongfeng
  dragon123 einstein elephant fengshui football football1 fuckyou1 fuckyou123 google123 guanliyuan hello123 hello1234 helloworld
  homework iloveyou iloveyou1 iloveyou2 iloveyou520 internet jennifer jessica1 jordan23 kobe8888 letmein1 letmein123 liverpool
  login123 loveyou1 marlboro mercedes michael1 michelle midnight monkey123 mustang1 mypassword nicholas nihao123 nihaoma1
  nihaoma123 p@ssw0rd p@ssword pa55word passpass password password! password0 password01 password1 password11 password12
  password123 password1234 passw0rd passw0rd1 princess princess1 q1w2e3r4 q1w2e3r4t5 q123456789 qazwsx12 qazwsx123 qazwsxedc
  qazwsxedcrfv qq123456 qq123456789 qq1234567 qqww1122 qwe123456 qwer1234 qwerasdf qwerasdfzxcv qwert12345 qwerty12 qwerty123
  qwerty1234 qwerty12345 qwerty123456 qwertyui qwertyuiop rootroot root1234 samantha shanghai software starwars starwars1 sunshine
  sunshine1 superman superman1 system32 taobao123 temp1234 test1234 test12345 testtest trustno1 user1234 victoria wang1234
  wang123456 welcome1 welcome12 welcome123 whatever wo5201314 woaini123 woaini1314 woaini11 woaini520 woaini5201314 woainima
  wodemima wodemima123 woshishui wozhiaini xiaoxiao xiaoxiao1 xiazhili z123456789 zhang123 zhang123456 zhongguo zhongguo1 zaq12wsx
  zxc123456 zxcvbnm1 zxcvbnm123 zxcvbnma zxcvzxcv zz123456
  ankang123 ankang2024 ankang2025 ankang2026 ankang2027 ankangshi fupin123 fupin2020 fupinban fupinban123 qinyou123 qinyou1234
  qinyou123456 qinyou2024 qinyou2025 qinyou2026 qinyou2027 qinyouqinyou renmin123 shaanxi123 tuopin2020 xiangcun123 zhenxing123
  ganbu123 ganbu123456 lianluoyuan mima1234 mima12345 mima123456 mimamima 密码密码密码密码 我爱你我爱你我爱 一二三四五六七八`.split(
    /\s+/,
  ),
);
