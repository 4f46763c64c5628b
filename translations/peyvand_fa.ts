<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fa" sourcelanguage="en">
<context>
    <name>AnswerCard</name>
    <message>
        <source>from %1</source>
        <translation>از %1</translation>
    </message>
    <message>
        <source>us</source>
        <translation>ما</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>when: charity</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <comment>when: charity (item)</comment>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>our own files only; this charity is in no network yet</source>
        <translation>فقط پرونده‌های خودمان؛ این خیریه هنوز عضو مجمعی نیست</translation>
    </message>
    <message>
        <source>data of %1 of %2 charities</source>
        <translation>داده‌های %1 از %2 خیریه</translation>
    </message>
    <message>
        <source>oldest: %1</source>
        <translation>قدیمی‌ترین: %1</translation>
    </message>
</context>
<context>
    <name>IdentityReading</name>
    <message>
        <source>searches in names</source>
        <translation>جست‌وجو در نام‌ها</translation>
    </message>
    <message>
        <source>the check digit is right; a lost zero was put back</source>
        <translation>رقم کنترل درست است؛ صفر افتاده برگردانده شد</translation>
    </message>
    <message>
        <source>the check digit is right</source>
        <translation>رقم کنترل درست است</translation>
    </message>
    <message>
        <source>passport number</source>
        <translation>شمارهٔ گذرنامه</translation>
    </message>
    <message>
        <source>foreign national&apos;s code</source>
        <translation>شمارهٔ اتباع</translation>
    </message>
    <message>
        <source>the check digit does not fit</source>
        <translation>رقم کنترل نمی‌خواند</translation>
    </message>
    <message>
        <source>the number of digits does not fit</source>
        <translation>شمار رقم‌ها درست نیست</translation>
    </message>
    <message>
        <source>no such number is given out</source>
        <translation>چنین شماره‌ای داده نمی‌شود</translation>
    </message>
</context>
<context>
    <name>QGuiApplication</name>
    <message>
        <source>QT_LAYOUT_DIRECTION</source>
        <translation>RTL</translation>
    </message>
</context>
<context>
    <name>Reading</name>
    <message>
        <source>%1 %2 %3</source>
        <extracomment>weekday, day, month and year, for example &quot;Saturday 30 Aban 1405&quot;</extracomment>
        <translation>%1 %2 %3</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%Ln year(s) old)</source>
        <translation>
            <numerusform>%1 (%Ln سال)</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>همین حالا</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s) ago</source>
        <translation>
            <numerusform>%Ln دقیقه پیش</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln hour(s) ago</source>
        <translation>
            <numerusform>%Ln ساعت پیش</numerusform>
        </translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>دیروز</translation>
    </message>
    <message numerus="yes">
        <source>%Ln day(s) ago</source>
        <translation>
            <numerusform>%Ln روز پیش</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>a day and a time of day</extracomment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>%1 KB</source>
        <translation>%1 کیلوبایت</translation>
    </message>
    <message>
        <source>%1 MB</source>
        <translation>%1 مگابایت</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>without a name</source>
        <translation>بدون نام</translation>
    </message>
    <message>
        <source>child of %1</source>
        <translation>فرزند %1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::AmountField</name>
    <message>
        <source>This is no amount yet.</source>
        <translation>هنوز مبلغ خوانده نمی‌شود.</translation>
    </message>
    <message>
        <source>rials, or with the word toman</source>
        <translation>ریال، یا با واژهٔ تومان</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::AuditPage</name>
    <message>
        <source>User</source>
        <translation>کاربر</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>همهٔ کاربران</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>کار</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>همهٔ کارها</translation>
    </message>
    <message>
        <source>Number of rows</source>
        <translation>شمار سطرها</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>ثبت کارها</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>شماره</translation>
    </message>
    <message>
        <source>When</source>
        <translation>زمان</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>جزئیات</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>رایانه</translation>
    </message>
    <message>
        <source>Nothing of this kind</source>
        <translation>کاری از این دست ثبت نشده است</translation>
    </message>
    <message>
        <source>Choose another user or another deed.</source>
        <translation>کاربر یا کار دیگری برگزینید.</translation>
    </message>
    <message>
        <source>the newest %1</source>
        <translation>%1 سطر تازه‌تر</translation>
    </message>
    <message numerus="yes">
        <source>%Ln row(s)</source>
        <translation>
            <numerusform>%Ln سطر</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BackupPage</name>
    <message>
        <source>Age of the newest backup</source>
        <translation>عمر تازه‌ترین نسخهٔ پشتیبان</translation>
    </message>
    <message>
        <source>Make automatic backups</source>
        <translation>نسخهٔ پشتیبان خودکار گرفته شود</translation>
    </message>
    <message>
        <source>One is made when the register is opened or closed and the newest is older than a day. Seven days, four weeks and twelve months are kept.</source>
        <translation>هنگام ورود یا بستن، اگر تازه‌ترین نسخه بیش از یک روز عمر داشته باشد، نسخهٔ تازه‌ای گرفته می‌شود. نسخه‌های هفت روز، چهار هفته و دوازده ماه نگه داشته می‌شود.</translation>
    </message>
    <message>
        <source>Folder of the automatic backups</source>
        <translation>پوشهٔ نسخه‌های خودکار</translation>
    </message>
    <message>
        <source>On a stick or another computer</source>
        <translation>روی حافظهٔ USB یا رایانهٔ دیگر</translation>
    </message>
    <message>
        <source>Do this every week: a backup on the same disk is lost with the disk. It opens with the passwords of today.</source>
        <translation>هر هفته این کار را بکنید: نسخه‌ای که روی همین دیسک است با خود دیسک از میان می‌رود. این نسخه با گذرواژه‌های امروز باز می‌شود.</translation>
    </message>
    <message>
        <source>New file or folder</source>
        <translation>فایل تازه یا پوشه</translation>
    </message>
    <message>
        <source>Back up now</source>
        <translation>همین حالا پشتیبان بگیر</translation>
    </message>
    <message>
        <source>Choose a place</source>
        <translation>برگزیدن جا</translation>
    </message>
    <message>
        <source>Automatic backups</source>
        <translation>نسخه‌های پشتیبان خودکار</translation>
    </message>
    <message>
        <source>Automatic backup of</source>
        <translation>نسخهٔ خودکار</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>عمر</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>اندازه</translation>
    </message>
    <message>
        <source>File</source>
        <translation>فایل</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>هنوز نسخهٔ پشتیبانی نیست</translation>
    </message>
    <message>
        <source>The first automatic one is made when the register is locked or opened again.</source>
        <translation>نخستین نسخهٔ خودکار هنگام قفل شدن یا ورود بعدی گرفته می‌شود.</translation>
    </message>
    <message>
        <source>Newest backup: %1</source>
        <translation>تازه‌ترین نسخهٔ پشتیبان: %1</translation>
    </message>
    <message>
        <source>Folder: %1</source>
        <translation>پوشه: %1</translation>
    </message>
    <message>
        <source>The automatic backup was not made. %1</source>
        <translation>نسخهٔ پشتیبان خودکار گرفته نشد. %1</translation>
    </message>
    <message>
        <source>Where the backup goes</source>
        <translation>جای نسخهٔ پشتیبان</translation>
    </message>
    <message>
        <source>Backups (*.pvk)</source>
        <translation>نسخه‌های پشتیبان (*.pvk)</translation>
    </message>
    <message>
        <source>Please say where it goes.</source>
        <translation>لطفاً بنویسید کجا نوشته شود.</translation>
    </message>
    <message>
        <source>Making the backup</source>
        <translation>گرفتن نسخهٔ پشتیبان</translation>
    </message>
    <message>
        <source>The backup was written, opened and checked: %1</source>
        <translation>نسخهٔ پشتیبان نوشته، باز و بررسی شد: %1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BeneficiariesPage</name>
    <message>
        <source>Beneficiaries</source>
        <translation>مددجویان</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>شمار</translation>
    </message>
    <message>
        <source>Import from Excel</source>
        <translation>دریافت از اکسل</translation>
    </message>
    <message>
        <source>New beneficiary</source>
        <translation>مددجوی جدید</translation>
    </message>
    <message>
        <source>Search a name, father, phone, code or file number</source>
        <translation>جست‌وجوی نام، نام پدر، تلفن، کد ملی یا شمارهٔ پرونده</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>جست‌وجو</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>هنوز پرونده‌ای نیست</translation>
    </message>
    <message>
        <source>Import your Excel list to begin, or open the first file.</source>
        <translation>برای آغاز، فهرست اکسل خود را دریافت کنید یا نخستین پرونده را تشکیل دهید.</translation>
    </message>
    <message>
        <source>Nobody found</source>
        <translation>کسی پیدا نشد</translation>
    </message>
    <message>
        <source>Try fewer letters, or only the family name.</source>
        <translation>با حرف‌های کمتر یا فقط با نام خانوادگی جست‌وجو کنید.</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 نتیجه</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 پرونده</translation>
    </message>
    <message>
        <source>More than %1 found</source>
        <translation>بیش از %1 نفر یافت شد</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::BigField</name>
    <message>
        <source>Enquire</source>
        <translation>استعلام</translation>
    </message>
    <message>
        <source>National ID, foreign national&apos;s code, name or phone</source>
        <translation>کد ملی، شمارهٔ اتباع، نام یا تلفن</translation>
    </message>
    <message>
        <source>Check of the number</source>
        <translation>بررسی شماره</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::CodeCard</name>
    <message>
        <source>Write down the new recovery code</source>
        <translation>کد بازیابی تازه را بنویسید</translation>
    </message>
    <message>
        <source>It is shown only now, and the old one no longer opens anything. If the password is lost, only this code opens the register. Keep it on paper, away from this computer.</source>
        <translation>این کد فقط همین یک بار نشان داده می‌شود و کد پیشین دیگر چیزی را باز نمی‌کند. اگر گذرواژه گم شود، تنها این کد پرونده‌ها را باز می‌کند. آن را روی کاغذ و دور از این رایانه نگه دارید.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>کد بازیابی</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>آن را نوشته‌ام</translation>
    </message>
    <message>
        <source>Put it away</source>
        <translation>پنهان کن</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::DateField</name>
    <message>
        <source>1365/02/01 or 1365</source>
        <translation>1365/02/01 یا 1365</translation>
    </message>
    <message>
        <source>1405/08/30 or today</source>
        <translation>1405/08/30 یا امروز</translation>
    </message>
    <message>
        <source>year %1</source>
        <translation>سال %1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::DeskPage</name>
    <message>
        <source>Who is at the desk?</source>
        <translation>چه کسی مراجعه کرده است؟</translation>
    </message>
    <message>
        <source>Type a national ID, a name or a phone number and press Enter. What every member charity gave is shown at once, also without a network.</source>
        <translation>کد ملی، نام یا تلفن را بنویسید و Enter را بزنید. کمک‌های همهٔ خیریه‌های عضو، حتی بدون اینترنت، همان دم نشان داده می‌شود.</translation>
    </message>
    <message>
        <source>Asking …</source>
        <translation>در حال استعلام …</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>پنهان شد</translation>
    </message>
    <message>
        <source>Esc shows it again.</source>
        <translation>با Esc دوباره نشان داده می‌شود.</translation>
    </message>
    <message>
        <source>Several files fit; choose one with Enter</source>
        <translation>چند پرونده پیدا شد؛ یکی را با Enter برگزینید</translation>
    </message>
    <message>
        <source>Files that fit</source>
        <translation>پرونده‌های یافته</translation>
    </message>
    <message>
        <source>No file fits</source>
        <translation>پرونده‌ای پیدا نشد</translation>
    </message>
    <message>
        <source>Nobody of this name or number is on file here. With a national ID the whole network can be asked; Ctrl+N opens a new file.</source>
        <translation>کسی با این نام یا شماره در این خیریه پرونده ندارد. با کد ملی می‌توان از همهٔ مجمع استعلام کرد؛ با Ctrl+N پروندهٔ تازه باز می‌شود.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more file(s) carry the same number.</source>
        <translation>
            <numerusform>%Ln پروندهٔ دیگر همین شماره را دارد.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>peyvand::ui::FilePage</name>
    <message>
        <source>File of the beneficiary</source>
        <translation>پروندهٔ مددجو</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Part of the file</source>
        <translation>بخش پرونده</translation>
    </message>
    <message>
        <source>Further fields of the person</source>
        <translation>مشخصات بیشتر مددجو</translation>
    </message>
    <message>
        <source>What is in this part of the file</source>
        <translation>آنچه در این بخش پرونده است</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>مورد</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>جزئیات</translation>
    </message>
    <message>
        <source>State</source>
        <translation>وضعیت</translation>
    </message>
    <message>
        <source>Written on</source>
        <translation>تاریخ ثبت</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>هنوز چیزی ثبت نشده</translation>
    </message>
    <message>
        <source>Write the first one below; Ctrl+Enter saves it.</source>
        <translation>نخستین مورد را در پایین بنویسید؛ Ctrl+Enter آن را ذخیره می‌کند.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ثبت</translation>
    </message>
    <message>
        <source>New</source>
        <translation>مورد تازه</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>بازگشت</translation>
    </message>
    <message>
        <source>It was saved.</source>
        <translation>ذخیره شد.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::FirstRunPage</name>
    <message>
        <source>Welcome</source>
        <translation>خوش آمدید</translation>
    </message>
    <message>
        <source>A new register is made on this computer, encrypted and for you alone. You can join the network of your city later.</source>
        <translation>پرونده‌های خیریه روی همین رایانه، رمزشده و فقط برای شما ساخته می‌شود. پیوستن به مجمع شهرتان را می‌توانید به بعد بگذارید.</translation>
    </message>
    <message>
        <source>Name of the charity</source>
        <translation>نام خیریه</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>نام شما</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>گذرواژه</translation>
    </message>
    <message>
        <source>Password once more</source>
        <translation>تکرار گذرواژه</translation>
    </message>
    <message>
        <source>at least %1 letters or digits</source>
        <translation>دست‌کم %1 حرف یا رقم</translation>
    </message>
    <message>
        <source>Make the register</source>
        <translation>ساختن پرونده‌ها</translation>
    </message>
    <message>
        <source>Write down the recovery code</source>
        <translation>کد بازیابی را بنویسید</translation>
    </message>
    <message>
        <source>It is shown only now. If the password is lost, only this code opens the register; nobody else can. Keep it on paper, away from this computer.</source>
        <translation>این کد فقط اکنون نشان داده می‌شود. اگر گذرواژه فراموش شود، پرونده‌ها تنها با این کد باز می‌شود و از کس دیگری کاری برنمی‌آید. آن را روی کاغذ و دور از این رایانه نگه دارید.</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>کد بازیابی</translation>
    </message>
    <message>
        <source>I have written it down</source>
        <translation>آن را نوشتم</translation>
    </message>
    <message>
        <source>Go to the desk</source>
        <translation>رفتن به پیشخوان</translation>
    </message>
    <message>
        <source>Please write the name.</source>
        <translation>لطفاً نام را بنویسید.</translation>
    </message>
    <message>
        <source>Please write your name.</source>
        <translation>لطفاً نام خود را بنویسید.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>دو گذرواژه یکی نیست.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::GivePage</name>
    <message>
        <source>Give aid</source>
        <translation>ثبت کمک</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation>نوع کمک</translation>
    </message>
    <message>
        <source>For</source>
        <translation>برای</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>قلم</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>مبلغ</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>تاریخ</translation>
    </message>
    <message>
        <source>Source of funds</source>
        <translation>محل تأمین</translation>
    </message>
    <message>
        <source>Held until</source>
        <translation>در دست اقدام تا</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>دلیل</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>توضیح</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ثبت</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>بازگشت</translation>
    </message>
    <message>
        <source>What the rules say</source>
        <translation>ضابطه‌ها</translation>
    </message>
    <message>
        <source>Choose the kind of help</source>
        <translation>نوع کمک را برگزینید</translation>
    </message>
    <message>
        <source>What this family was given of it, by any member charity, then stands here before you save.</source>
        <translation>آنچه هر خیریهٔ عضو از این نوع به این خانواده داده است، پیش از ثبت این‌جا دیده می‌شود.</translation>
    </message>
    <message>
        <source>choose</source>
        <translation>برگزینید</translation>
    </message>
    <message>
        <source>only where a rule asks for it</source>
        <translation>فقط اگر ضابطه بخواهد</translation>
    </message>
    <message>
        <source>Hold aid</source>
        <translation>در دست اقدام</translation>
    </message>
    <message>
        <source>Please choose the kind of help.</source>
        <translation>لطفاً نوع کمک را برگزینید.</translation>
    </message>
    <message>
        <source>Please write a number.</source>
        <translation>لطفاً عدد بنویسید.</translation>
    </message>
    <message>
        <source>Please write a date.</source>
        <translation>لطفاً تاریخ را بنویسید.</translation>
    </message>
    <message>
        <source>Please choose a reason.</source>
        <translation>لطفاً دلیل را برگزینید.</translation>
    </message>
    <message>
        <source>%1 is held for this family.</source>
        <translation>%1 برای این خانواده در دست اقدام است.</translation>
    </message>
    <message>
        <source>%1 was recorded.</source>
        <translation>%1 ثبت شد.</translation>
    </message>
    <message>
        <source>A rule asks for a reason.</source>
        <translation>ضابطه دلیل می‌خواهد.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::HelpCard</name>
    <message>
        <source>given by us</source>
        <translation>کمک ما</translation>
    </message>
    <message>
        <source>given by a member charity</source>
        <translation>کمک خیریه‌های دیگر</translation>
    </message>
    <message>
        <source>Help and rules</source>
        <translation>کمک‌ها و ضابطه‌ها</translation>
    </message>
    <message>
        <source>Kind of help</source>
        <translation>نوع کمک</translation>
    </message>
    <message>
        <source>State</source>
        <translation>وضعیت</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>آخرین بار</translation>
    </message>
    <message>
        <source>Charity</source>
        <translation>خیریه</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>۱۲ ماه گذشته</translation>
    </message>
    <message>
        <source>Next turn</source>
        <translation>نوبت بعدی</translation>
    </message>
    <message>
        <source>Help of all member charities</source>
        <translation>کمک‌ها در همهٔ خیریه‌های عضو</translation>
    </message>
    <message>
        <source>How fresh the data is</source>
        <translation>تازگی داده‌ها</translation>
    </message>
    <message>
        <source>History of this kind of help</source>
        <translation>سابقهٔ این نوع کمک</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::ImportPage</name>
    <message>
        <source>Import from Excel</source>
        <translation>دریافت از اکسل</translation>
    </message>
    <message>
        <source>Drop your list here</source>
        <translation>فهرست خود را این‌جا رها کنید</translation>
    </message>
    <message>
        <source>An Excel workbook or a CSV file of beneficiaries or of aid. Wrong codes and half dates are fine: nothing is lost, and what could not be read comes back with reasons.</source>
        <translation>فایل اکسل یا CSV مددجویان یا کمک‌ها. کد نادرست یا تاریخ ناقص مانع نیست: چیزی گم نمی‌شود و آنچه خوانده نشد با علت برمی‌گردد.</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>انتخاب فایل</translation>
    </message>
    <message>
        <source>File</source>
        <translation>فایل</translation>
    </message>
    <message>
        <source>This list holds</source>
        <translation>این فهرست</translation>
    </message>
    <message>
        <source>beneficiaries</source>
        <translation>مددجویان است</translation>
    </message>
    <message>
        <source>aid that was given</source>
        <translation>کمک‌های داده‌شده است</translation>
    </message>
    <message>
        <source>Columns of the list</source>
        <translation>ستون‌های فهرست</translation>
    </message>
    <message>
        <source>Heading in the file</source>
        <translation>سرستون در فایل</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>خوانده می‌شود</translation>
    </message>
    <message>
        <source>First row</source>
        <translation>ردیف نخست</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>دریافت</translation>
    </message>
    <message>
        <source>Another file</source>
        <translation>فایلی دیگر</translation>
    </message>
    <message>
        <source>Importing the list</source>
        <translation>دریافت فهرست</translation>
    </message>
    <message>
        <source>new</source>
        <translation>پروندهٔ تازه</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>کامل‌تر شد</translation>
    </message>
    <message>
        <source>unchanged</source>
        <translation>بی‌تغییر</translation>
    </message>
    <message>
        <source>set aside</source>
        <translation>کنار گذاشته شد</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>نتیجه</translation>
    </message>
    <message>
        <source>Rows set aside</source>
        <translation>ردیف‌های کنار گذاشته</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>ردیف</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>دلیل</translation>
    </message>
    <message>
        <source>Import another list</source>
        <translation>دریافت فهرستی دیگر</translation>
    </message>
    <message>
        <source>Choose a list</source>
        <translation>انتخاب فهرست</translation>
    </message>
    <message>
        <source>Lists (*.xlsx *.csv)</source>
        <translation>فهرست‌ها (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 ردیف</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>خوانده نمی‌شود</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::Logo</name>
    <message>
        <source>Peyvand</source>
        <translation>پیوند</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::MainWindow</name>
    <message>
        <source>Peyvand</source>
        <translation>پیوند</translation>
    </message>
    <message>
        <source>Desk</source>
        <translation>پیشخوان</translation>
    </message>
    <message>
        <source>Beneficiaries</source>
        <translation>مددجویان</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>شبکهٔ خیریه‌ها</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>تنظیمات</translation>
    </message>
    <message>
        <source>This person already has a file; here it is.</source>
        <translation>این شخص پرونده دارد؛ همین پرونده است.</translation>
    </message>
    <message>
        <source>The file was opened.</source>
        <translation>پرونده تشکیل شد.</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>کاربر: %1</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>آخرین نسخهٔ پشتیبان: %1</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>هنوز نسخهٔ پشتیبان ندارد</translation>
    </message>
    <message>
        <source>in no network yet</source>
        <translation>هنوز عضو مجمعی نیست</translation>
    </message>
    <message>
        <source>Data of %1 of %2 charities, %3</source>
        <translation>داده‌های %1 از %2 خیریه، %3</translation>
    </message>
    <message numerus="yes">
        <source>locks in %Ln minute(s)</source>
        <translation>
            <numerusform>قفل تا %Ln دقیقهٔ دیگر</numerusform>
        </translation>
    </message>
    <message>
        <source>Import lists</source>
        <translation>دریافت از اکسل</translation>
    </message>
    <message>
        <source>A backup is being made …</source>
        <translation>نسخهٔ پشتیبان گرفته می‌شود …</translation>
    </message>
    <message>
        <source>The register is being closed</source>
        <translation>پرونده‌ها بسته می‌شود</translation>
    </message>
    <message>
        <source>When today&apos;s backup is due it is made first. Close the window once more to leave it off.</source>
        <translation>اگر نوبت نسخهٔ پشتیبان باشد، نخست آن گرفته می‌شود. برای چشم‌پوشی از آن، پنجره را یک بار دیگر ببندید.</translation>
    </message>
    <message>
        <source>The automatic backup was not made</source>
        <translation>نسخهٔ پشتیبان خودکار گرفته نشد</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::NetworkPage</name>
    <message>
        <source>Member charities</source>
        <translation>خیریه‌های عضو</translation>
    </message>
    <message>
        <source>Name of the network</source>
        <translation>نام مجمع</translation>
    </message>
    <message>
        <source>Charity</source>
        <translation>خیریه</translation>
    </message>
    <message>
        <source>Its data</source>
        <translation>داده‌ها</translation>
    </message>
    <message>
        <source>Last news</source>
        <translation>آخرین خبر</translation>
    </message>
    <message>
        <source>Desks</source>
        <translation>رایانه‌ها</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>نقش</translation>
    </message>
    <message>
        <source>This charity is in no network yet</source>
        <translation>این خیریه هنوز عضو مجمعی نیست</translation>
    </message>
    <message>
        <source>An enquiry looks into your own files only. With an invitation from the assembly of your city, every member&apos;s help comes to light.</source>
        <translation>استعلام فقط در پرونده‌های خودتان می‌گردد. با دعوت‌نامهٔ مجمع خیریه‌های شهرتان، کمک‌های همهٔ عضوها دیده می‌شود.</translation>
    </message>
    <message>
        <source>our own</source>
        <translation>خیریهٔ ما</translation>
    </message>
    <message>
        <source>no news</source>
        <translation>خبری نداریم</translation>
    </message>
    <message>
        <source>up to date</source>
        <translation>به‌روز</translation>
    </message>
    <message>
        <source>older</source>
        <translation>قدیمی‌تر</translation>
    </message>
    <message>
        <source>now</source>
        <translation>اکنون</translation>
    </message>
    <message>
        <source>on the council</source>
        <translation>عضو شورا</translation>
    </message>
    <message>
        <source>member</source>
        <translation>عضو</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::PeopleModel</name>
    <message>
        <source>Name</source>
        <translation>نام و نام خانوادگی</translation>
    </message>
    <message>
        <source>National ID or code</source>
        <translation>کد ملی یا شمارهٔ اتباع</translation>
    </message>
    <message>
        <source>Father&apos;s name</source>
        <translation>نام پدر</translation>
    </message>
    <message>
        <source>Birth year</source>
        <translation>سال تولد</translation>
    </message>
    <message>
        <source>City</source>
        <translation>شهر</translation>
    </message>
    <message>
        <source>File</source>
        <translation>پرونده</translation>
    </message>
    <message>
        <source>Last help of ours</source>
        <translation>آخرین کمک ما</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::PersonCard</name>
    <message>
        <source>Give aid</source>
        <translation>ثبت کمک</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>در دست اقدام</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>تشکیل پرونده</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Father and birth</source>
        <translation>پدر و تولد</translation>
    </message>
    <message>
        <source>National ID or code</source>
        <translation>کد ملی یا شمارهٔ اتباع</translation>
    </message>
    <message>
        <source>Needs not met yet</source>
        <translation>نیازهای برآورده‌نشده</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>تلفن</translation>
    </message>
    <message>
        <source>son of %1</source>
        <translation>فرزند %1</translation>
    </message>
    <message>
        <source>child of %1</source>
        <translation>فرزند %1</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>متولد %1</translation>
    </message>
    <message>
        <source>file %1</source>
        <translation>پروندهٔ %1</translation>
    </message>
    <message>
        <source>None is on record. Ask: some who need most say least.</source>
        <translation>نیازی ثبت نشده است. لطفاً بپرسید؛ برخی نیازمندتر از آن‌اند که می‌گویند.</translation>
    </message>
    <message>
        <source>What other charities gave stands beside this.</source>
        <translation>کمک‌های خیریه‌های دیگر در کنار آمده است.</translation>
    </message>
    <message>
        <source>new here</source>
        <translation>مراجع تازه</translation>
    </message>
    <message>
        <source>Address and phone</source>
        <translation>نشانی و تلفن</translation>
    </message>
    <message>
        <source>No address on record.</source>
        <translation>نشانی ثبت نشده است.</translation>
    </message>
    <message>
        <source>The number is kept as it is typed.</source>
        <translation>شماره همان‌طور که نوشته شد نگه داشته می‌شود.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>پرونده</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::ProgressPanel</name>
    <message>
        <source>Stop</source>
        <translation>توقف</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 ردیف از %2</translation>
    </message>
    <message>
        <source>reading …</source>
        <translation>در حال خواندن …</translation>
    </message>
    <message>
        <source>stopping; nothing will be changed</source>
        <translation>در حال توقف؛ چیزی تغییر نمی‌کند</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>٪%1</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RecordForm</name>
    <message>
        <source>Fields</source>
        <translation>فیلدها</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>گفته نشده</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RegisterPage</name>
    <message>
        <source>New beneficiary</source>
        <translation>مددجوی جدید</translation>
    </message>
    <message>
        <source>Another identity</source>
        <translation>مدرک هویتی دیگر</translation>
    </message>
    <message>
        <source>Given name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Family name</source>
        <translation>نام خانوادگی</translation>
    </message>
    <message>
        <source>Father&apos;s name</source>
        <translation>نام پدر</translation>
    </message>
    <message>
        <source>Birth date, or the year alone</source>
        <translation>تاریخ تولد یا فقط سال</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>جنسیت</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>تلفن</translation>
    </message>
    <message>
        <source>City</source>
        <translation>شهر</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>نشانی</translation>
    </message>
    <message>
        <source>Number of the paper file</source>
        <translation>شمارهٔ پروندهٔ کاغذی</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ثبت</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>بازگشت</translation>
    </message>
    <message>
        <source>Is this person on file?</source>
        <translation>شاید پرونده دارد؟</translation>
    </message>
    <message>
        <source>Files that may be the same person</source>
        <translation>پرونده‌های مشابه</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Birth year</source>
        <translation>سال تولد</translation>
    </message>
    <message>
        <source>No similar file</source>
        <translation>پروندهٔ مشابهی نیست</translation>
    </message>
    <message>
        <source>While you type, files that may be the same person come up here. Enter opens one.</source>
        <translation>هنگام نوشتن، پرونده‌هایی که شاید از همین شخص باشد این‌جا می‌آید. با Enter باز می‌شود.</translation>
    </message>
    <message>
        <source>National ID or foreign national&apos;s code</source>
        <translation>کد ملی یا شمارهٔ اتباع</translation>
    </message>
    <message>
        <source>Please write a name.</source>
        <translation>لطفاً نام را بنویسید.</translation>
    </message>
    <message>
        <source>This date could not be read.</source>
        <translation>این تاریخ خوانده نشد.</translation>
    </message>
    <message>
        <source>This phone number could not be read.</source>
        <translation>این تلفن خوانده نشد.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RuleForm</name>
    <message>
        <source>What the rule does</source>
        <translation>اثر ضابطه</translation>
    </message>
    <message>
        <source>Where the rule comes from</source>
        <translation>از کجا آمده است</translation>
    </message>
    <message>
        <source>How many times</source>
        <translation>چند بار</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>دوره</translation>
    </message>
    <message>
        <source>so many days</source>
        <translation>چند روز</translation>
    </message>
    <message>
        <source>so many months</source>
        <translation>چند ماه</translation>
    </message>
    <message>
        <source>so many years</source>
        <translation>چند سال</translation>
    </message>
    <message>
        <source>Days, months or years</source>
        <translation>شمار روز، ماه یا سال</translation>
    </message>
    <message>
        <source>When it comes sooner</source>
        <translation>اگر زودتر باشد</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>به کار رود</translation>
    </message>
    <message>
        <source>on</source>
        <translation>روشن</translation>
    </message>
    <message>
        <source>off</source>
        <translation>خاموش</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ذخیره</translation>
    </message>
    <message>
        <source>Put the default back</source>
        <translation>برگرداندن پیش‌فرض</translation>
    </message>
    <message>
        <source>1 to 100</source>
        <translation>از ۱ تا ۱۰۰</translation>
    </message>
    <message>
        <source>a number that fits</source>
        <translation>عددی درخور</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::RulesPage</name>
    <message>
        <source>Rules in force</source>
        <translation>ضابطه‌های برقرار</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>ضابطه</translation>
    </message>
    <message>
        <source>From</source>
        <translation>منشأ</translation>
    </message>
    <message>
        <source>the assembly</source>
        <translation>مجمع</translation>
    </message>
    <message>
        <source>changed here</source>
        <translation>تغییریافته</translation>
    </message>
    <message>
        <source>ours</source>
        <translation>همین خیریه</translation>
    </message>
    <message>
        <source>default</source>
        <translation>پیش‌فرض</translation>
    </message>
    <message>
        <source>Nothing of this rule was changed.</source>
        <translation>چیزی در این ضابطه تغییر نکرده است.</translation>
    </message>
    <message>
        <source>The rule was changed. Every desk of the charity gets it.</source>
        <translation>ضابطه تغییر کرد و به همهٔ رایانه‌های خیریه می‌رسد.</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>تنظیمات</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>نمایش</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>زبان</translation>
    </message>
    <message>
        <source>Persian</source>
        <translation>فارسی</translation>
    </message>
    <message>
        <source>English</source>
        <translation>انگلیسی (English)</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>رنگ‌ها</translation>
    </message>
    <message>
        <source>light</source>
        <translation>روشن</translation>
    </message>
    <message>
        <source>dark</source>
        <translation>تیره</translation>
    </message>
    <message>
        <source>About</source>
        <translation>دربارهٔ پیوند</translation>
    </message>
    <message>
        <source>Peyvand %1 · free software under the GNU General Public License 3 or later. Your charity&apos;s files stay on this computer, encrypted.</source>
        <translation>پیوند %1 · نرم‌افزار آزاد با پروانهٔ GNU GPL نسخهٔ ۳ یا بالاتر. پرونده‌های خیریهٔ شما رمزشده روی همین رایانه می‌ماند.</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>بخش‌های تنظیمات</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>کاربران</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>ضابطه‌ها</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>پشتیبان</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>ثبت کارها</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::StatusLine</name>
    <message>
        <source>Register</source>
        <translation>پرونده‌های خیریه</translation>
    </message>
    <message>
        <source>User</source>
        <translation>کاربر</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>همگام‌سازی</translation>
    </message>
    <message>
        <source>Last backup</source>
        <translation>آخرین نسخهٔ پشتیبان</translation>
    </message>
    <message>
        <source>Time to the lock</source>
        <translation>زمان تا قفل</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UnlockPage</name>
    <message>
        <source>Open the register</source>
        <translation>ورود</translation>
    </message>
    <message>
        <source>User</source>
        <translation>کاربر</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>گذرواژه</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>ورود</translation>
    </message>
    <message>
        <source>Last backup and sync</source>
        <translation>آخرین نسخهٔ پشتیبان و همگام‌سازی</translation>
    </message>
    <message>
        <source>Last backup: %1</source>
        <translation>آخرین نسخهٔ پشتیبان: %1</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>هنوز نسخهٔ پشتیبان ندارد</translation>
    </message>
    <message>
        <source>Last sync: %1</source>
        <translation>آخرین همگام‌سازی: %1</translation>
    </message>
    <message>
        <source>The window was locked. What you were typing is still there.</source>
        <translation>پنجره قفل شد. آنچه می‌نوشتید سر جای خود است.</translation>
    </message>
    <message>
        <source>The files of your charity are encrypted. Your password opens them on this computer.</source>
        <translation>پرونده‌های خیریهٔ شما رمزشده است و روی این رایانه با گذرواژهٔ شما باز می‌شود.</translation>
    </message>
    <message>
        <source>Caps Lock is on.</source>
        <translation>کلید Caps Lock روشن است.</translation>
    </message>
    <message>
        <source>The keyboard writes Persian.</source>
        <translation>صفحه‌کلید فارسی است.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>نام شما</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UserForm</name>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>نقش</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>گذرواژهٔ تازه</translation>
    </message>
    <message>
        <source>New password once more</source>
        <translation>تکرار گذرواژهٔ تازه</translation>
    </message>
    <message>
        <source>Your own password</source>
        <translation>گذرواژهٔ خودتان</translation>
    </message>
    <message>
        <source>at least %1 letters or digits</source>
        <translation>دست‌کم %1 نویسه</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>ذخیره</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>پاک کردن</translation>
    </message>
    <message>
        <source>A new user</source>
        <translation>کاربر تازه</translation>
    </message>
    <message>
        <source>Another role for %1</source>
        <translation>نقش دیگر برای %1</translation>
    </message>
    <message>
        <source>A new password for %1</source>
        <translation>گذرواژهٔ تازه برای %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>کنار گذاشتن %1</translation>
    </message>
    <message>
        <source>A new recovery code</source>
        <translation>کد بازیابی تازه</translation>
    </message>
    <message>
        <source>Somebody whom another desk added gets a password at this desk.</source>
        <translation>کسی که در رایانهٔ دیگری افزوده شده است، در این رایانه گذرواژه می‌گیرد.</translation>
    </message>
    <message>
        <source>It holds at every desk of the charity.</source>
        <translation>در همهٔ رایانه‌های خیریه برقرار می‌شود.</translation>
    </message>
    <message>
        <source>It counts at this desk; at others the password stays as it is.</source>
        <translation>برای همین رایانه است؛ گذرواژهٔ رایانه‌های دیگر همان می‌ماند.</translation>
    </message>
    <message>
        <source>The account is closed at every desk and the register gets another key. What the user wrote stays. The old recovery code no longer counts; a new one is shown.</source>
        <translation>حساب در همهٔ رایانه‌ها بسته و کلید پرونده‌ها عوض می‌شود. آنچه این کاربر ثبت کرده است می‌ماند. کد بازیابی پیشین از کار می‌افتد و کد تازه‌ای نشان داده می‌شود.</translation>
    </message>
    <message>
        <source>The old code no longer counts as soon as the new one is shown.</source>
        <translation>با نشان دادن کد تازه، کد پیشین از کار می‌افتد.</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>افزودن</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>کنار گذاشتن</translation>
    </message>
    <message>
        <source>Make the code</source>
        <translation>ساختن کد</translation>
    </message>
    <message>
        <source>Please write the name.</source>
        <translation>لطفاً نام را بنویسید.</translation>
    </message>
    <message>
        <source>The two passwords differ.</source>
        <translation>دو گذرواژه یکی نیست.</translation>
    </message>
    <message>
        <source>Please write your own password.</source>
        <translation>لطفاً گذرواژهٔ خودتان را بنویسید.</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>خانه‌های فرم</translation>
    </message>
</context>
<context>
    <name>peyvand::ui::UsersPage</name>
    <message>
        <source>Users</source>
        <translation>کاربران</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>نقش</translation>
    </message>
    <message>
        <source>State</source>
        <translation>وضعیت</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>کنار گذاشتن</translation>
    </message>
    <message>
        <source>One-person office</source>
        <translation>دفتر تک‌نفره</translation>
    </message>
    <message>
        <source>The only user may do all, whatever the role. As soon as there is a second user the roles hold.</source>
        <translation>تنها کاربر، با هر نقشی، همهٔ کارها را می‌تواند بکند. با آمدن کاربر دوم نقش‌ها برقرار می‌شود.</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>کنار رفته</translation>
    </message>
    <message>
        <source>you</source>
        <translation>شما</translation>
    </message>
    <message>
        <source>active</source>
        <translation>فعال</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>دارد</translation>
    </message>
    <message>
        <source>no</source>
        <translation>ندارد</translation>
    </message>
    <message>
        <source>The user was added.</source>
        <translation>کاربر افزوده شد.</translation>
    </message>
    <message>
        <source>The role was changed.</source>
        <translation>نقش تغییر کرد.</translation>
    </message>
    <message>
        <source>The password was changed.</source>
        <translation>گذرواژه عوض شد.</translation>
    </message>
    <message>
        <source>The user was removed.</source>
        <translation>کاربر کنار گذاشته شد.</translation>
    </message>
    <message>
        <source>There is a new recovery code.</source>
        <translation>کد بازیابی تازه ساخته شد.</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>تغییر نقش</translation>
    </message>
    <message>
        <source>New password</source>
        <translation>گذرواژهٔ تازه</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>کاربر تازه</translation>
    </message>
    <message>
        <source>New recovery code</source>
        <translation>کد بازیابی تازه</translation>
    </message>
    <message>
        <source>This takes a moment …</source>
        <translation>کمی زمان می‌برد …</translation>
    </message>
    <message>
        <source>Password here</source>
        <translation>گذرواژه در اینجا</translation>
    </message>
</context>
</TS>
